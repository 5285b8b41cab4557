using System.Text.Json;
using Cultivation.Criteria;
using Marten.Events;

namespace Cultivation.Ladder.Programmes;

/// <summary>Publishes a version of a programme: the file as it is, in the tenant whose rule it is.</summary>
internal static class PublishProgramme
{
    /// <summary>The version; published already with the same content: no event.</summary>
    public static object[] Decide(Programme programme, PublishedProgramme? published, ImportedProgramme[] imports)
    {
        if (published?.Versions.SingleOrDefault(v => v.Version == programme.Version) is { } same)
        {
            return same.Hash == programme.Hash
                ? []
                : throw new RuleBroken("programme.version-exists", new { programme.Id, programme.Version, same.Hash });
        }
        if (published is not null)
            Follows(programme, published.Latest);
        return [new ProgrammeVersionPublished(
            programme.Id, programme.Version, programme.EffectiveFrom, programme.EffectiveTo, published?.Latest.Version,
            programme.Basis ?? programme.TitleZh, programme.Hash, imports, Transition(programme.Transition))];
    }

    /// <summary>
    /// A version takes effect on the day of the one before, which it then replaces altogether, or later: after its last day if it names one; else it
    /// ends the one before on the day before its own first.
    /// </summary>
    private static void Follows(Programme programme, PublishedVersion latest)
    {
        if (programme.EffectiveFrom < latest.EffectiveFrom)
            throw new RuleBroken("programme.dates-backwards", new { programme.EffectiveFrom, latest.Version, from = latest.EffectiveFrom });
        if (programme.EffectiveFrom > latest.EffectiveFrom && programme.EffectiveFrom <= latest.EffectiveTo)
            throw new RuleBroken("programme.dates-overlap", new { programme.EffectiveFrom, latest.Version, to = latest.EffectiveTo });
    }

    private static VersionTransition? Transition(Transition? written) => written is null ? null : new(
        written.Standing.Id, written.Stay is Staying.Submitted ? OpenCasesStay.Submitted : OpenCasesStay.Accepted, [.. written.Stages], written.Until,
        written.Standing.NeedsConfirmation);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/programmes/{id}/versions", Handle)
        .IsCommand(Roles.Policy).Accepts<JsonElement>("application/json").Produces<VersionPublished>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(string id, JsonElement file, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var json = file.GetRawText();
        var (programme, imports) = await Read(id, json, context.Tenant, shelf, cancellation);
        var stream = await context.Session.Events.FetchForWriting<PublishedProgramme>(PublishedProgramme.Key(id), cancellation);
        var happened = Decide(programme, stream.Aggregate, imports);
        var answer = new VersionPublished(id, programme.Version, programme.Hash);
        var version = (stream.StartingVersion ?? 0) + happened.Length;
        if (happened.Length == 0)
            return Reply.Ok(answer, version);
        context.Session.Store(new ProgrammeText(programme.Hash, json));
        stream.AppendMany(happened);
        return Reply.Created($"versions/{Uri.EscapeDataString(programme.Version)}", answer, version);
    }

    /// <summary>A file for a programme of a tenant, and what it refers to, pinned.</summary>
    /// <exception cref="RuleBroken">
    /// <c>programme.invalid</c> with every fault, <c>programme.other-id</c>, <c>programme.other-jurisdiction</c>, <c>programme.unknown</c> for an import.
    /// </exception>
    public static async Task<(Programme Programme, ImportedProgramme[] Imports)> Read(
        string id, string json, string tenant, Shelf shelf, CancellationToken cancellation)
    {
        var programme = Parse(json);
        if (programme.Id != id)
            throw new RuleBroken("programme.other-id", new { id, file = programme.Id });
        if (programme.Jurisdiction.Code != tenant)
            throw new RuleBroken("programme.other-jurisdiction", new { jurisdiction = programme.Jurisdiction.Code, district = tenant });
        return (programme, await Pin(programme, tenant, shelf, cancellation));
    }

    private static Programme Parse(string json)
    {
        try
        {
            return ProgrammeFile.Parse(json);
        }
        catch (ProgrammeInvalid invalid)
        {
            throw new RuleBroken("programme.invalid", new { errors = invalid.Errors });
        }
    }

    private static async Task<ImportedProgramme[]> Pin(Programme programme, string tenant, Shelf shelf, CancellationToken cancellation)
    {
        List<ImportedProgramme> pinned = [];
        List<Programme> imports = [];
        var published = await shelf.Look(tenant, cancellation);
        foreach (var import in programme.Imports)
        {
            var (owner, imported) = published.Find(import);
            pinned.Add(new(owner, import, imported.Latest.Version, imported.Latest.Hash));
            imports.Add(published.Latest(imported));
        }
        try
        {
            _ = new ProgrammeSet(programme, [.. imports]);
        }
        catch (ProgrammeInvalid invalid)
        {
            throw new RuleBroken("programme.invalid", new { errors = invalid.Errors });
        }
        return [.. pinned];
    }
}

internal sealed record VersionPublished(string Id, string Version, string Hash);
