using Cultivation.Finance.Calendars;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>
/// The firm confirms the account that its subsidy is paid to, or a case worker enters the signed paper. A firm that confirms has received its
/// notice. A paper that was signed in time counts even where silence had been recorded.
/// </summary>
/// <param name="ConfirmedOn">The day of the paper; today where the firm confirms itself.</param>
/// <param name="DocumentHash">SHA-256 of the paper.</param>
public sealed record ConfirmAccount(string HolderName, string BankName, string AccountNo, DateOnly? ConfirmedOn = null, string? DocumentHash = null)
{
    /// <param name="account">The account to keep.</param>
    /// <param name="known">The one that is kept; null for none.</param>
    internal static object[] Decide(
        ConfirmAccount command, Subsidy subsidy, PayeeAccount account, PayeeAccount? known, IReadOnlyDictionary<int, WorkingCalendar> calendars, Person person,
        DateOnly today)
    {
        var firm = person.Is(Roles.Firm);
        if (!firm)
            Require.Hash(command.DocumentHash, nameof(DocumentHash));
        if (subsidy.Confirmed is not null)
        {
            return known is not null && account with { Id = known.Id } == known
                ? []
                : throw new RuleBroken("subsidy.confirmed-before", new { ending = subsidy.Confirmed.Ending });
        }
        if (subsidy.NoticeSentAt is not { } sent)
            throw new RuleBroken("subsidy.notice-not-sent");
        if (subsidy.Cancelled)
            throw new RuleBroken("subsidy.cancelled");
        var day = command.ConfirmedOn ?? today;
        var (from, deadline) = (firm ? today : Clock.Day(sent), subsidy.Deadline(calendars));
        if (day < from || day > today)
            throw new RuleBroken("subsidy.confirmation-day", new { from, to = today });
        if (deadline < day)
            throw new RuleBroken("subsidy.deadline-over", new { deadlineOn = deadline });
        List<object> happened = [];
        if (subsidy.ReceivedOn is null)
        {
            deadline = WorkingTime.Due(day, subsidy.ConfirmWithin, calendars);
            happened.Add(new SubsidyNoticeReceived(subsidy.SubsidyId, day, firm ? null : command.DocumentHash, deadline, person.Subject));
        }
        happened.Add(new SubsidyConfirmed(
            subsidy.SchemeId, subsidy.CreditCode, subsidy.Year, subsidy.Amount, [.. subsidy.Lines.Select(l => l.LoanId)], sent, subsidy.ReceivedOn ?? day, day, deadline,
            account.Id, account.Ending, firm ? null : command.DocumentHash, person.Subject));
        return [.. happened];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/subsidies/{subsidyId}/confirmations", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Firm);

    private static async Task<Reply> Handle(ConfirmAccount command, string subsidyId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await SubsidyAccess.Fetch(context, subsidyId, cancellation);
        var subsidy = stream.Aggregate!;
        var calendars = await WorkingDays.Published(context, cancellation);
        var account = PayeeAccount.Of(context.NewId(), subsidy.FirmId, command.HolderName, command.BankName, command.AccountNo);
        var known = subsidy.Confirmed is { } confirmed ? await context.Session.LoadAsync<PayeeAccount>(confirmed.Ref, cancellation) : null;
        var happened = Decide(command, subsidy, account, known, calendars, context.Person, context.Today);
        if (happened.Length > 0)
            context.Session.Insert(account);
        return SubsidyAccess.Append(stream, happened, context.Person);
    }
}
