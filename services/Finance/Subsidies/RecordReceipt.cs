using Cultivation.Finance.Calendars;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>
/// Proves that the firm has received its notice (DOMAIN 4, no. 19): the firm opens it, today, or a case worker enters a proof of delivery. From
/// then on its working days count. Where they reach into a year without a calendar the receipt is kept, and no deadline passes before there is one.
/// </summary>
/// <param name="DocumentHash">SHA-256 of the proof; none when the firm opens the notice itself.</param>
public sealed record RecordReceipt(DateOnly ReceivedOn, string? DocumentHash = null)
{
    internal static object[] Decide(
        RecordReceipt command, Subsidy subsidy, IReadOnlyDictionary<int, WorkingCalendar> calendars, Person person, DateOnly today)
    {
        if (subsidy.NoticeSentAt is not { } sent)
            throw new RuleBroken("subsidy.notice-not-sent");
        if (subsidy.ReceivedOn is { } known)
        {
            // A firm may open its notice as often as it likes; the first time counts.
            return known == command.ReceivedOn || person.Is(Roles.Firm) ? [] : throw new RuleBroken("subsidy.received-before", new { on = known });
        }
        if (subsidy.State != SubsidyState.Notified)
            return [];
        if (!person.Is(Roles.Firm))
            Require.Hash(command.DocumentHash, nameof(DocumentHash));
        var earliest = person.Is(Roles.Firm) ? today : Clock.Day(sent);
        if (command.ReceivedOn < earliest || command.ReceivedOn > today)
            throw new RuleBroken("subsidy.receipt-day", new { from = earliest, to = today });
        var deadline = WorkingTime.Due(command.ReceivedOn, subsidy.ConfirmWithin, calendars);
        return [new SubsidyNoticeReceived(subsidy.SubsidyId, command.ReceivedOn, person.Is(Roles.Firm) ? null : command.DocumentHash, deadline, person.Subject)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/subsidies/{subsidyId}/receipts", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Firm);

    private static async Task<Reply> Handle(RecordReceipt command, string subsidyId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await SubsidyAccess.Fetch(context, subsidyId, cancellation);
        var calendars = await WorkingDays.Published(context, cancellation);
        return SubsidyAccess.Append(stream, Decide(command, stream.Aggregate!, calendars, context.Person, context.Today), context.Person);
    }
}
