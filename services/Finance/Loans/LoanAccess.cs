using Cultivation.Finance.Banks;
using Cultivation.Finance.Consents;
using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.Loans;

/// <summary>Whose a loan is.</summary>
internal static class LoanAccess
{
    /// <summary>Who may read loans of the district, besides their bank and their firm.</summary>
    public static readonly string[] Office = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor];

    /// <summary>A bank and a firm have to do with their own loans only.</summary>
    /// <exception cref="RuleBroken"><c>loan.forbidden</c>, <c>firm.forbidden</c>.</exception>
    public static void Check(Person person, Loan loan)
    {
        BankAccess.Check(person, loan.BankId, "loan.forbidden");
        FirmAccess.Check(person, loan.FirmId);
    }

    /// <summary>The loan to change, with the words in it.</summary>
    /// <exception cref="RuleBroken"><c>loan.unknown</c>, and as <see cref="Check"/>.</exception>
    public static async Task<IEventStream<Loan>> Fetch(CommandContext context, string loanId, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Loan>(Loan.Key(loanId), cancellation);
        Check(context.Person, stream.Aggregate ?? throw new RuleBroken("loan.unknown", new { loanId }));
        await context.Session.ShowTexts(stream.Aggregate, cancellation);
        return stream;
    }

    /// <summary>Appends what was decided, and shows the loan as it will stand.</summary>
    public static Reply Append(IEventStream<Loan> stream, object[] happened, Person person)
    {
        stream.AppendMany(happened);
        return Reply.Ok(LoanView.Of(happened.Aggregate(stream.Aggregate!, (state, one) => state.After(one)), person));
    }
}
