using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Forecasts;

/// <summary>An entry that a bank's feed would get.</summary>
/// <param name="Product">Code of the product; null where the end of a consent is told.</param>
/// <param name="Basis">What it would rest on; its reference is the place among the foreseen messages, since nothing is recorded yet.</param>
internal sealed record ForeseenEntry(
    string BankId, DisclosureKind Kind, string FirmId, string CreditCode, string LegalName, string? Product, bool Eligible, DateOnly EffectiveOn, Basis? Basis);

/// <summary>
/// What each bank would be told if a list of the ladder were applied now, a batch per page, in the order of each firm. The messages have their effect
/// on the accounts as real ones have, by the consents, agreements and approvals of now, and nothing is saved. What is withdrawn before an
/// entry is handed over makes it a withheld one.
/// </summary>
internal static class ForecastImport
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/imports/{id}/forecast", Handle)
        .IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor);

    private static async Task<Page<ForeseenEntry>> Handle(
        string id, int? after, QueryContext context, LadderLists lists, Messages messages, IDocumentStore store, CancellationToken cancellation)
    {
        var page = await lists.Messages(context.Tenant, id, after, cancellation);
        await using var never = store.LightweightSession(context.Tenant);
        foreach (var change in page.Items)
            await messages.Try(change, never, cancellation);
        return new([.. never.PendingChanges.Streams().SelectMany(s => s.Events.Select(e => Entry(StreamKey.IdOf(s.Key!), e.Data)).OfType<ForeseenEntry>())], page.Next);
    }

    private static ForeseenEntry? Entry(string firmId, object happened) => happened switch
    {
        EligibilityDisclosed e => new(e.BankId, e.Kind, firmId, e.CreditCode, e.LegalName, e.Product.Code, e.Eligible, e.EffectiveOn, e.Basis),
        ConsentEndDisclosed e => new(e.BankId, DisclosureKind.ConsentEnded, firmId, e.CreditCode, e.LegalName, null, false, e.EffectiveOn, null),
        _ => null,
    };
}
