using Cultivation.Finance.Banks;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Book;
using Cultivation.Hosting;

namespace Cultivation.Finance.Loans;

/// <summary>
/// A bank reports that it has lent, and the entry of its feed that it relied on. A bank that had been told of the end before it lent is not
/// refused, since the money is lent and a fact that is turned away is lost: the loan is marked.
/// </summary>
/// <param name="LoanNo">The bank's own number.</param>
/// <param name="Principal">Yuan.</param>
/// <param name="Rate">Yearly, as a fraction: 0.0345.</param>
/// <param name="ReliedOn">Cursor <c>epoch-position</c>, the <c>id</c> of the entry.</param>
/// <param name="CreditCode">The firm, by its code or by <paramref name="FirmId"/>.</param>
/// <param name="Premium">What the firm paid to insure or guarantee the loan, yuan.</param>
public sealed record ReportLoan(
    string LoanNo, string ProductCode, decimal Principal, DateOnly StartOn, DateOnly EndOn, decimal Rate, string ReliedOn,
    string? CreditCode = null, string? FirmId = null, decimal? Premium = null)
{
    internal LoanTerms Terms => new(Principal, StartOn, EndOn, Rate, Premium);

    /// <exception cref="RuleBroken">Money, rate or days make no sense; the number is another loan's; the entry is none, withheld, no grant, or about another firm,
    /// product or time. That it is withheld is said before anything of the firm is compared.</exception>
    internal static object[] Decide(ReportLoan command, Loan? loan, BasisEntry? basis, string bankId, string by, DateOnly today)
    {
        Require.Text(command.LoanNo, nameof(LoanNo), 64);
        Check(command.Terms, today);
        if (command.CreditCode is null && command.FirmId is null)
            throw new RuleBroken("loan.firm-missing");
        if (loan is not null)
            return command.IsThatOf(loan, basis?.Entry.CreditCode) ? [] : throw new RuleBroken("loan.number-taken", new { loan.LoanNo });
        if (basis is null)
            throw new RuleBroken("loan.basis-unknown", new { reliedOn = command.ReliedOn });
        if (basis.Withheld)
            throw new RuleBroken("loan.basis-withheld", new { reliedOn = command.ReliedOn });
        var entry = basis.Entry;
        if (!BookRow.IsAddedBy(entry.Kind))
            throw new RuleBroken("loan.basis-no-grant", new { reliedOn = command.ReliedOn });
        if ((command.FirmId ?? entry.FirmId) != entry.FirmId || (command.CreditCode is { } code && code != entry.CreditCode && code != basis.CreditCode))
            throw new RuleBroken("loan.basis-other-firm", new { reliedOn = command.ReliedOn });
        if (entry.Product!.Code != command.ProductCode)
            throw new RuleBroken("loan.basis-other-product", new { reliedOn = command.ReliedOn, product = entry.Product.Code });
        if (command.StartOn < entry.EffectiveOn)
            throw new RuleBroken("loan.basis-later", new { reliedOn = command.ReliedOn, effectiveOn = entry.EffectiveOn });
        var ended = ToldEntry.EndOf(basis.Later, command.ProductCode, command.StartOn, command.StartOn);
        return
        [
            new LoanReported(
                Loan.IdOf(bankId, command.LoanNo), bankId, command.LoanNo, entry.FirmId, basis.CreditCode, command.ProductCode, command.Principal,
                command.StartOn, command.EndOn, command.Rate, command.Premium, basis.At.ToString(), entry.Basis!, ended is null ? null : basis.Cursor(ended), today, by),
        ];
    }

    /// <exception cref="RuleBroken"><c>money.amount</c>, <c>loan.rate</c>, <c>loan.period-reversed</c>, <c>loan.not-yet</c>.</exception>
    internal static void Check(LoanTerms terms, DateOnly today)
    {
        Money.Check(terms.Principal, "principal");
        Money.Check(terms.Premium ?? 0, "premium", zero: true);
        if (terms.Rate is < 0 or >= 1 || decimal.Round(terms.Rate, 6) != terms.Rate)
            throw new RuleBroken("loan.rate", new { terms.Rate });
        if (terms.EndOn <= terms.StartOn)
            throw new RuleBroken("loan.period-reversed");
        if (terms.StartOn > today)
            throw new RuleBroken("loan.not-yet", new { startOn = terms.StartOn });
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/loans", Handle).IsCommand(Roles.Bank);

    /// <param name="told">The firm's code as the bank was told it.</param>
    private bool IsThatOf(Loan loan, string? told) =>
        (Terms == loan.Reported || Terms == loan.Terms) && ProductCode == loan.ProductCode && ReliedOn == loan.ReliedOn
        && (FirmId ?? loan.FirmId) == loan.FirmId && (CreditCode is null || CreditCode == loan.CreditCode || CreditCode == told);

    private static async Task<Reply> Handle(ReportLoan command, string id, CommandContext context, Epoch epoch, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "loan.forbidden");
        var at = FeedCursors.Start(command.ReliedOn, await epoch.Value(cancellation));
        var stream = await context.Session.Events.FetchForWriting<Loan>(Loan.Key(Loan.IdOf(id, command.LoanNo)), cancellation);
        var basis = await BasisEntry.Find(context.Session, id, at, context.Today, cancellation);
        var happened = Decide(command, stream.Aggregate, basis, id, context.Person.Subject, context.Today);
        stream.AppendMany(happened);
        var loan = happened.Aggregate(stream.Aggregate ?? new Loan(), (state, one) => state.After(one));
        var view = LoanView.Of(loan, context.Person);
        return happened.Length == 0 ? Reply.Ok(view) : Reply.Created($"/v1/loans/{loan.LoanId}", view);
    }
}
