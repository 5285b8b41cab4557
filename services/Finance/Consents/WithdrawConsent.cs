using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Consents;

/// <summary>A firm takes its consent back. The bank gets one last entry, and from then on neither new entries nor old ones again.</summary>
/// <param name="EffectiveOn">First day without consent: today, or earlier where the letter came earlier.</param>
public sealed record WithdrawConsent(string FirmId, string BankId, DateOnly EffectiveOn)
{
    internal static object[] Decide(WithdrawConsent command, FirmAccount? account, Person person, DateOnly today)
    {
        if (account is null)
            throw new RuleBroken("firm.unknown", new { firmId = command.FirmId });
        if (account.ConsentTo(command.BankId) is not { } consent)
            throw new RuleBroken("consent.none", new { bankId = command.BankId });
        if (command.EffectiveOn > today)
            throw new RuleBroken("consent.withdrawal-not-yet", new { effectiveOn = command.EffectiveOn });
        if (command.EffectiveOn < consent.From)
            throw new RuleBroken("consent.withdrawal-before-consent", new { from = consent.From });
        return consent.EndedOn is null ? [new ConsentWithdrawn(command.BankId, command.EffectiveOn, person.Subject)] : [];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/consents/withdrawals", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Firm);

    private static async Task<Reply> Handle(WithdrawConsent command, CommandContext context, Accounts accounts, CancellationToken cancellation)
    {
        FirmAccess.Check(context.Person, command.FirmId);
        var account = await accounts.Change(
            context.Session, command.FirmId, (known, _) => Decide(command, known, context.Person, context.Today), cancellation);
        await context.Session.ShowTexts(account.ConsentTo(command.BankId), cancellation);
        return Reply.Ok(ReadFirm.View(account.ConsentTo(command.BankId)!), account.Version);
    }
}
