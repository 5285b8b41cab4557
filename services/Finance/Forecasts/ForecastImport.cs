using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

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
    public static readonly string[] Readers = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/imports/{id}/forecast", Handle).IsQuery(Readers);

    private static async Task<Page<ForeseenEntry>> Handle(string id, int? after, QueryContext context, Foresight foresight, CancellationToken cancellation) =>
        await foresight.Page(context.Tenant, id, after, cancellation);
}
