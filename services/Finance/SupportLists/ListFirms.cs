using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.SupportLists;

/// <summary>
/// Enters firms to the district's support list (支持名单), all or none of them. Products may ask for it by the name <c>support-list</c>, as for a stage; so
/// banks with consent and agreement are told of each entry and exit, with its reason.
/// </summary>
/// <param name="FirmIds">1 to 200.</param>
/// <param name="From">First day on the list, not later than today.</param>
public sealed record ListFirms(string[] FirmIds, SupportReason Reason, DateOnly From)
{
    internal const int Most = 200;

    internal static object[] Decide(ListFirms command, string firmId, FirmAccount? account, Person person, DateOnly today)
    {
        if (account is null)
            throw new RuleBroken("firm.unknown", new { firmId });
        if (command.From > today)
            throw new RuleBroken("support.not-yet", new { from = command.From });
        if (SupportList.Of(account) is { } listed)
            return listed.Start.Reason == SupportList.Word(command.Reason) && listed.From == command.From ? [] : throw new RuleBroken("support.listed-before", new { firmId, from = listed.From });
        return account.Holdings.Any(h => h.Kind == HoldingKind.Support && command.From < h.Until)
            ? throw new RuleBroken("support.overlaps", new { firmId })
            : [new SupportListed(command.Reason, command.From, person.Subject)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/support-list", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(ListFirms command, CommandContext context, Accounts accounts, CancellationToken cancellation) =>
        Reply.Ok(new { listed = await SupportList.Change(
            context, accounts, command.FirmIds, (id, account) => Decide(command, id, account, context.Person, context.Today), cancellation) });
}
