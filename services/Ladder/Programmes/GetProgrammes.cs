using Cultivation.Criteria;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Programmes;

/// <summary>A programme in a list.</summary>
/// <param name="District">The tenant whose rule it is.</param>
internal sealed record ListedProgramme(string Id, string District, string TitleZh, string TitleEn, string LatestVersion, DateOnly EffectiveFrom, string Hash);

/// <summary>A programme with its versions and what may be, or is, confirmed of the latest.</summary>
internal sealed record ProgrammePage(string Id, string District, string TitleZh, string TitleEn, ShownVersion[] Versions, ConfirmableRule[] Confirmable);

/// <param name="Transition">Which open cases stay on the version before it; null: those that were accepted under that one.</param>
internal sealed record ShownVersion(
    string Version, string Hash, DateOnly EffectiveFrom, DateOnly? EffectiveTo, ImportedProgramme[] Imports, VersionTransition? Transition);

/// <summary>A rule with a certainty.</summary>
/// <param name="NeedsConfirmation">It may decide no real case before it is confirmed.</param>
/// <param name="Confirmed">It is confirmed as it stands in this version.</param>
internal sealed record ConfirmableRule(
    string Id, string Path, string Zh, string En, Certainty Certainty, bool NeedsConfirmation, bool Confirmed, string? DocumentRef, DateOnly? ConfirmedOn,
    string? ConfirmedBy)
{
    public static ConfirmableRule Of(Confirmable rule, Confirmation? by) => new(
        rule.Standing.Id, rule.Path, rule.Text.Zh, rule.Text.En, rule.Standing.Certainty, rule.Standing.NeedsConfirmation, by is not null, by?.DocumentRef,
        by?.ConfirmedOn, by?.ConfirmedBy);
}

internal static class GetProgrammes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/programmes", Many).IsQuery(Readers.OfficeAndFirm);
        routes.MapGet("/programmes/{id}", One).IsQuery(Readers.OfficeAndFirm);
        routes.MapGet("/programmes/{id}/timeline", Timeline).IsQuery(Readers.Office);
        routes.MapGet("/programmes/{id}/versions/{version}", File).IsQuery(Readers.OfficeAndFirm);
    }

    private static async Task<ListedProgramme[]> Many(QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var published = await shelf.Look(context.Tenant, cancellation);
        return [.. published.Programmes.Select(p => (Owner: p.Tenant, File: published.Latest(p.Programme))).Select(p =>
            new ListedProgramme(p.File.Id, p.Owner, p.File.TitleZh, p.File.TitleEn, p.File.Version, p.File.EffectiveFrom, p.File.Hash))];
    }

    private static async Task<ProgrammePage> One(string id, QueryContext context, Shelf shelf, HttpResponse response, CancellationToken cancellation)
    {
        var shelved = await shelf.Look(context.Tenant, cancellation);
        var (owner, published) = shelved.Find(id);
        var rules = shelved.Files[published.Latest.Hash];
        var confirmed = rules.Confirmed(published.Confirmations);
        response.Headers.ETag = Reply.Tag(published.Version);
        return new(
            id, owner, rules.Programme.TitleZh, rules.Programme.TitleEn,
            [.. published.Versions.Select(v => new ShownVersion(v.Version, v.Hash, v.EffectiveFrom, v.EffectiveTo, v.Imports, v.Transition))],
            [.. rules.Programme.Confirmable.Select(c => ConfirmableRule.Of(c, confirmed.GetValueOrDefault(c.Standing.Id)))]);
    }

    /// <summary>Who published and confirmed what, the newest first; <c>next</c> is the <c>before</c> of the page that follows.</summary>
    private static async Task<Page<HistoryLine>> Timeline(string id, long? before, int? limit, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var (owner, _) = (await shelf.Look(context.Tenant, cancellation)).Find(id);
        await using var session = context.Reference(owner);
        return await Recorded.Reader.ReadStream(session, PublishedProgramme.Key(id), before, limit, cancellation) ?? throw new RuleBroken("programme.unknown", new { id });
    }

    /// <summary>The file as it was published.</summary>
    private static async Task<IResult> File(string id, string version, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var (owner, published) = (await shelf.Look(context.Tenant, cancellation)).Find(id);
        var found = published.Require(version);
        await using var session = context.Reference(owner);
        var text = await session.LoadAsync<ProgrammeText>(found.Hash, cancellation);
        return Results.Text(text!.Json, "application/json");
    }
}
