using Cultivation.Finance.Banks;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using Cultivation.Hosting;

namespace Cultivation.Finance.Consents;

/// <summary>A firm that lets a bank be told about it today.</summary>
/// <param name="To">Last day.</param>
internal sealed record ConsentingFirm(string FirmId, string CreditCode, string LegalName, FreeText Purpose, DateOnly From, DateOnly To);

/// <summary>
/// The firms that have given a bank their consent, as it holds today. A bank sees its own, and none while the district tells it nothing: without an agreement in
/// force, or without a lead unit's approval.
/// </summary>
internal static class ReadConsents
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks/{id}/consents", Handle).IsQuery([.. LoanAccess.Office, Roles.Bank]);

    /// <param name="name">Part of the firm's name, or its whole credit code.</param>
    /// <param name="endingBy">Only those whose last day is not later.</param>
    /// <param name="after">Id of the last firm of the page before.</param>
    private static async Task<Page<ConsentingFirm>> Handle(
        string id, QueryContext context, CancellationToken cancellation, string? name = null, DateOnly? endingBy = null, string? after = null, int? limit = null)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        var bank = await context.Session.LoadAsync<Bank>(Bank.Key(id), cancellation) ?? throw new RuleBroken("bank.unknown", new { bankId = id });
        var (today, most) = (context.Today, Paging.Most(limit));
        if (context.Person.Is(Roles.Bank) && !await IsTold(bank, context, cancellation))
            return new([], null);
        var where = new Conditions(
                """
                where tenant_id = ? and id > ? and exists (select from jsonb_array_elements(data -> 'consents') c where c ->> 'bankId' = ? and c ->> 'endedOn' is null
                    and c ->> 'from' <= ? and c ->> 'to' >= ? and c ->> 'to' <= ?)
                """, context.Tenant, FirmAccount.Key(after ?? ""), id, $"{today:O}", $"{today:O}", $"{endingBy ?? DateOnly.MaxValue:O}")
            .Also("(strpos(data ->> 'legalName', ?) > 0 or data ->> 'creditCode' = ?)", name, name);
        var found = await context.Session.QueryAsync<FirmAccount>($"{where.Sql} order by id limit {most + 1}", cancellation, where.Values);
        await context.Session.ShowTexts(found.SelectMany(account => account.Consents), cancellation);
        return Paging.Page(found, most, account => account.FirmId, account =>
        {
            var consent = account.ConsentTo(id)!;
            return new ConsentingFirm(account.FirmId, account.CreditCode, account.LegalName, consent.Purpose, consent.From, consent.To);
        });
    }

    private static async Task<bool> IsTold(Bank bank, QueryContext context, CancellationToken cancellation) =>
        bank.IsAgreed(context.Today) && LeadUnits.Silence(await context.Session.LoadAsync<LeadUnits>(LeadUnits.Key, cancellation), bank, context.Today) is null;
}
