using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.FollowUps;

/// <summary>What waits for a person since titles were revoked, of all firms. It is confirmed or dismissed on the title's page.</summary>
internal static class ListFollowUps
{
    /// <summary>What can have rested on a title, as Ladder calls it.</summary>
    public static readonly string[] Kinds = ["evaluation", "decision", "stageEntry", "stageAtRisk", "bankNotices"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/follow-ups", Show).For(Office.Readers);

    private static async Task<IResult> Show([AsParameters] FollowUpsQuery query, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        var found = await gateway.Read<Page<OpenFollowUp>>(
            Urls.Query(
                "api/ladder/v1/follow-ups", ("kind", query.Kind), ("firmId", query.Firm), ("asOf", query.AsOf), ("knownOn", query.KnownOn), ("after", query.After)),
            cancellation);
        return PageSetup.Page<FollowUpsPage>(new { Query = query, Found = found, Rules = await rules });
    }
}

/// <summary>Which follow-ups are looked for; empty for all, as they wait now.</summary>
/// <param name="Firm">Id of the firm alone of which they are shown.</param>
/// <param name="AsOf">Those that waited on this day, or on <paramref name="KnownOn"/> where that is earlier.</param>
/// <param name="After">Where the list goes on.</param>
public sealed record FollowUpsQuery(string? Kind, string? Firm, string? AsOf, string? KnownOn, string? After);

/// <summary>Something that rested on a title that was revoked, and about which no person has decided.</summary>
/// <param name="Ref">A case's number, a stage's id, or for bank notices the recognition.</param>
/// <param name="Criteria">Ids of the criteria that answer otherwise without the title.</param>
/// <param name="DraftedOn">Day on which the revocation became known.</param>
public sealed record OpenFollowUp(
    string FollowUpId, string FirmId, string? CreditCode, string? LegalName, string RecognitionId, string Kind, string Ref, DateOnly HappenedOn, string[] Criteria,
    DateOnly DraftedOn)
{
    /// <summary>The page of the title, where it is confirmed or dismissed.</summary>
    public string Title => $"/firms/{Urls.Part(FirmId)}/titles/{Urls.Part(RecognitionId)}";
}
