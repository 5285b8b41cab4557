using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.SupportLists;

/// <summary>Takes firms off the support list, all or none of them; banks that were told are told.</summary>
/// <param name="FirmIds">1 to 200.</param>
/// <param name="On">First day on which they are not on it: today, or earlier where the decision came earlier.</param>
public sealed record DelistFirms(string[] FirmIds, SupportExit Reason, DateOnly On)
{
    internal static object[] Decide(DelistFirms command, string firmId, FirmAccount? account, Person person, DateOnly today)
    {
        if (account is null)
            throw new RuleBroken("firm.unknown", new { firmId });
        if (SupportList.Of(account) is not { } listed)
        {
            return account.Holdings.Any(h => h.Kind == HoldingKind.Support && h.Until == command.On)
                ? []
                : throw new RuleBroken("support.not-listed", new { firmId });
        }
        return command.On > today || command.On < listed.From
            ? throw new RuleBroken("support.exit-day", new { firmId, from = listed.From, today })
            : [new SupportDelisted(command.Reason, command.On, person.Subject)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/support-list/exits", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(DelistFirms command, CommandContext context, Accounts accounts, CancellationToken cancellation) =>
        Reply.Ok(new { delisted = await SupportList.Change(
            context, accounts, command.FirmIds, (id, account) => Decide(command, id, account, context.Person, context.Today), cancellation) });
}
