using Cultivation.Hosting;

namespace Cultivation.Finance.Loans;

/// <summary>A bank reports that a loan is not being paid back. It may still be paid afterwards.</summary>
public sealed record ReportDefault(DateOnly DefaultedOn)
{
    internal static object[] Decide(ReportDefault command, Loan loan, string by, DateOnly today)
    {
        if (loan.DefaultedOn is { } known)
            return known == command.DefaultedOn ? [] : throw new RuleBroken("loan.defaulted-before", new { on = known });
        if (loan.State != LoanState.Running)
            throw new RuleBroken("loan.nothing-outstanding", new { loan.LoanNo });
        return command.DefaultedOn < loan.Terms.StartOn || command.DefaultedOn > today
            ? throw new RuleBroken("loan.default-day", new { from = loan.Terms.StartOn, to = today })
            : [new LoanDefaulted(loan.LoanId, command.DefaultedOn, loan.Outstanding, today, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/loans/{loanId}/defaults", Handle).IsCommand(Roles.Bank);

    private static async Task<Reply> Handle(ReportDefault command, string loanId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await LoanAccess.Fetch(context, loanId, cancellation);
        return LoanAccess.Append(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}
