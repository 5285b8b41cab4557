using Cultivation.Hosting;

namespace Cultivation.Finance.Loans;

/// <summary>A person says what came of a loan that was marked. The loan stays as its bank reports it; nobody but the bank calls it in.</summary>
/// <param name="DocumentRef">The paper that records it.</param>
public sealed record ReviewBasis(BasisOutcome Outcome, FreeText Reason, string DocumentRef)
{
    internal static object[] Decide(ReviewBasis command, Loan loan, string by, DateOnly today)
    {
        Require.Text(command.Reason, nameof(Reason));
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        if (loan.Mark is not { } mark)
            throw new RuleBroken("loan.not-marked", new { loan.LoanNo });
        return mark.Review is { } known && (known.Outcome, known.Reason.Text, known.DocumentRef) == (command.Outcome, command.Reason.Text, command.DocumentRef)
            ? []
            : [new LoanBasisReviewed(loan.LoanId, command.Outcome, command.Reason, command.DocumentRef, today, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/loans/{loanId}/basis-reviews", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(ReviewBasis command, string loanId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await LoanAccess.Fetch(context, loanId, cancellation);
        return LoanAccess.Append(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}
