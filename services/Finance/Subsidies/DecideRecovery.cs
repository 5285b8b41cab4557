using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>A person decides on the draft of a recovery: takes money back, lets it be, or, before it was paid, ends the subsidy.</summary>
/// <param name="Amount">Yuan that are taken back; none for the others.</param>
/// <param name="DocumentRef">The paper that decides it.</param>
public sealed record DecideRecovery(RecoveryOutcome Outcome, FreeText Reason, string DocumentRef, decimal? Amount = null)
{
    internal static object[] Decide(DecideRecovery command, Subsidy subsidy, string by, DateOnly today)
    {
        Require.Text(command.Reason, nameof(Reason));
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        if (command.Outcome == RecoveryOutcome.Recover != command.Amount is not null)
            throw new RuleBroken("subsidy.recovery-unclear");
        if (subsidy.Due is not { } due)
            throw new RuleBroken("subsidy.no-recovery-due");
        return command.Outcome switch
        {
            RecoveryOutcome.Waive => [new SubsidyRecoveryWaived(subsidy.SubsidyId, command.Reason, command.DocumentRef, today, by)],
            RecoveryOutcome.Cancel => subsidy.Payment is null
                ? [new SubsidyCancelled(subsidy.SubsidyId, command.Reason, command.DocumentRef, today, by)]
                : throw new RuleBroken("subsidy.paid-before", new { paymentRef = subsidy.Payment.Ref }),
            _ => Recover(command, subsidy, due, by, today),
        };
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/subsidies/{subsidyId}/recovery", Handle).IsCommand(Roles.Supervisor);

    private static object[] Recover(DecideRecovery command, Subsidy subsidy, RecoveryDraft due, string by, DateOnly today)
    {
        var amount = command.Amount!.Value;
        Money.Check(amount, "amount");
        if (subsidy.Payment is not { } paid)
            throw new RuleBroken("subsidy.not-paid");
        return amount > paid.Amount - subsidy.Recovered
            ? throw new RuleBroken("subsidy.recovery-too-much", new { most = paid.Amount - subsidy.Recovered })
            :
            [
                new SubsidyRecovered(
                    subsidy.SchemeId, subsidy.CreditCode, amount, due.Basis.Ref, today, subsidy.Year, command.Reason, command.DocumentRef, by),
            ];
    }

    private static async Task<Reply> Handle(DecideRecovery command, string subsidyId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await SubsidyAccess.Fetch(context, subsidyId, cancellation);
        return SubsidyAccess.Append(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}

/// <summary>What a person makes of the draft.</summary>
public enum RecoveryOutcome
{
    /// <summary>Money is taken back.</summary>
    Recover,

    /// <summary>It stays as it is.</summary>
    Waive,

    /// <summary>It has not been paid, and will not be.</summary>
    Cancel,
}
