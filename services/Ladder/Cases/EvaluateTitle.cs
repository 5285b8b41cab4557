using Cultivation.Criteria;
using Cultivation.Ladder.Groups;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// Asks the rule of a title about a firm. Two rules of one title may be alive on one day, each for its own kind of case (DOMAIN 4, no. 14): until the end
/// of 2026 a national little giant is re-checked by the rule of 2022 and first recognised by that of 2026.
/// </summary>
internal static class EvaluateTitle
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/firms/{id}/title-evaluations/{credentialId}", Handle).IsQuery(Readers.OfficeAndFirm);

    /// <param name="kind">first or recheck; without it, recheck for a firm that holds the title on the day.</param>
    private static async Task<StageResult> Handle(
        string id, string credentialId, string? kind, DateOnly? asOf, DateOnly? knownOn, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var firm = await Firms.FirmReader.Read(context, id, asked, cancellation);
        var published = await shelf.Look(context.Tenant, cancellation);
        var programme = published.WithTitle(credentialId);
        var book = published.Open(programme, programme.RequireInForce(asked.AsOf));
        var asks = kind switch
        {
            "first" => CaseKind.First,
            "recheck" => CaseKind.Recheck,
            null => firm.Recognitions.Any(r => r.CredentialType == credentialId && r.ValidOn(asked.AsOf)) ? CaseKind.Recheck : CaseKind.First,
            _ => throw new RuleBroken("case.kind-unknown", new { kind }),
        };
        var rule = book.Set.RuleFor(credentialId, asks, asked.AsOf)
            ?? throw new RuleBroken("programme.no-rule-open", new { credentialId, kind = asks.Word(), day = asked.AsOf });
        var group = await GroupOf.Read(context.Session, firm, asked.AsOf, cancellation);
        return Evaluate.Stage(book.Set, rule.Id, EvaluateStage.Subject(firm, book, asked.AsOf, [], group), asked.AsOf, book.Confirmed, asks);
    }
}
