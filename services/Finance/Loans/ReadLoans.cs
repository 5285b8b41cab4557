using Cultivation.Finance.Banks;
using Cultivation.Finance.Consents;
using Cultivation.Hosting;

namespace Cultivation.Finance.Loans;

/// <summary>Loans as their bank, their firm and the office read them; and those whose basis did not stand, which wait for a person.</summary>
internal static class ReadLoans
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks/{id}/loans", OfBank).IsQuery([.. LoanAccess.Office, Roles.Bank]);
        routes.MapGet("/firms/{id}/loans", OfFirm).IsQuery([.. LoanAccess.Office, Roles.Firm]);
        routes.MapGet("/loans", ToReview).IsQuery(LoanAccess.Office);
        routes.MapGet("/loans/{loanId}", One).IsQuery([.. LoanAccess.Office, Roles.Bank, Roles.Firm]);
    }

    /// <param name="reliedOn">Cursor of the entry that was relied on.</param>
    /// <param name="correctedBy">Cursor of the entry by which the bank was told that what it relied on did not stand.</param>
    private static async Task<Page<LoanView>> OfBank(
        string id, QueryContext context, CancellationToken cancellation, string? state = null, bool? basisCorrected = null, string? reliedOn = null,
        string? correctedBy = null, string? after = null, int? limit = null)
    {
        BankAccess.Check(context.Person, id, "loan.forbidden");
        var where = new Conditions("where tenant_id = ? and data ->> 'bankId' = ? and id > ?", context.Tenant, id, after ?? "")
            .Also("data ->> 'state' = ?", Require.Word<LoanState>(state, "state"))
            .Also($"({Marked(context.Person)} is not null) = ?", basisCorrected)
            .Also("data ->> 'reliedOn' = ?", reliedOn)
            .Also("data -> 'mark' ->> 'toldBy' = ?", correctedBy);
        return await Find(context, where, limit, cancellation);
    }

    private static Task<Page<LoanView>> OfFirm(string id, QueryContext context, CancellationToken cancellation, string? after = null, int? limit = null)
    {
        FirmAccess.Check(context.Person, id);
        return Find(context, new("where tenant_id = ? and data ->> 'firmId' = ? and id > ?", context.Tenant, id, after ?? ""), limit, cancellation);
    }

    /// <param name="reviewed">Those that a person has looked at; else those that wait for one.</param>
    private static Task<Page<LoanView>> ToReview(
        QueryContext context, CancellationToken cancellation, bool reviewed = false, string? after = null, int? limit = null) => Find(
        context, new("where tenant_id = ? and data -> 'mark' is not null and (data -> 'mark' -> 'review' is not null) = ? and id > ?", context.Tenant, reviewed, after ?? ""),
        limit, cancellation);

    private static async Task<LoanView> One(string loanId, QueryContext context, CancellationToken cancellation)
    {
        var loan = await context.Session.LoadAsync<Loan>(Loan.Key(loanId), cancellation) ?? throw new RuleBroken("loan.unknown", new { loanId });
        LoanAccess.Check(context.Person, loan);
        return LoanView.Of(loan, context.Person);
    }

    private static async Task<Page<LoanView>> Find(QueryContext context, Conditions where, int? limit, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var found = await context.Session.QueryAsync<Loan>($"{where.Sql} order by id limit {most + 1}", cancellation, where.Values);
        return Paging.Page(found, most, loan => loan.Id, loan => LoanView.Of(loan, context.Person));
    }

    // What a bank has not been told by its feed, it cannot ask for here.
    private static string Marked(Person reader) => reader.Is(Roles.Bank) ? "data -> 'mark' ->> 'toldBy'" : "data -> 'mark'";
}
