using System.Text.Json;

namespace Cultivation.Ladder.Programmes;

/// <summary>What a publication of a draft would do.</summary>
/// <param name="Added">False where the same content is published under this version already.</param>
/// <param name="Against">The version that it is compared with: the one in force today, else the latest; null where none is published.</param>
/// <param name="ToConfirm">Rules that would wait for a confirmation before they may decide.</param>
internal sealed record CheckedDraft(
    string Version, string Hash, DateOnly EffectiveFrom, DateOnly? EffectiveTo, bool Added, string? Against, int ToConfirm, ProgrammeChange[] Changes);

/// <summary>Checks a draft as a publication would, and stores nothing: the same refusals, or what would change.</summary>
internal static class CheckDraft
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/programmes/{id}/checks", Handle).IsQuery(Roles.Policy).Accepts<JsonElement>("application/json");

    // Read as text: that it is no JSON is a fault of the file like any other.
    private static async Task<CheckedDraft> Handle(string id, HttpRequest request, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        using var body = new StreamReader(request.Body);
        var json = await body.ReadToEndAsync(cancellation);
        var (programme, imports) = await PublishProgramme.Read(id, json, context.Tenant, shelf, cancellation);
        var published = await context.Session.LoadAsync<PublishedProgramme>(PublishedProgramme.Key(id), cancellation);
        var added = PublishProgramme.Decide(programme, published, imports).Length > 0;
        var against = published?.InForce(context.Today) ?? published?.Latest;
        var before = against is null ? null : await context.Session.LoadAsync<ProgrammeText>(against.Hash, cancellation);
        var confirmed = Rules.Of(programme, json).Confirmed(published?.Confirmations ?? []);
        return new(
            programme.Version, programme.Hash, programme.EffectiveFrom, programme.EffectiveTo, added, against?.Version,
            programme.Confirmable.Count(c => c.Standing.NeedsConfirmation && !confirmed.ContainsKey(c.Standing.Id)),
            before is null ? [] : ProgrammeChange.Between(before.Json, json));
    }
}
