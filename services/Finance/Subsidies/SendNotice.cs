using Cultivation.Finance.Calendars;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>
/// Records that the firm was sent its notice. Sending starts no clock. Where the working days of this year are not published nothing is sent,
/// since nobody could say until when the firm has time.
/// </summary>
public sealed record SendNotice(NoticeChannel Channel)
{
    internal static object[] Decide(SendNotice command, Subsidy subsidy, IReadOnlyDictionary<int, WorkingCalendar> calendars, string by, DateTimeOffset now)
    {
        if (subsidy.State is not (SubsidyState.Proposed or SubsidyState.Notified))
            return [];
        var today = Clock.Day(now);
        if (!calendars.ContainsKey(today.Year))
            throw new RuleBroken("calendar.missing", new { year = today.Year });
        if (subsidy.Due is not null)
            throw new RuleBroken("subsidy.basis-in-doubt");
        return subsidy.NoticeSentAt is { } sent && subsidy.NoticeBy == command.Channel && Clock.Day(sent) == today
            ? []
            : [new SubsidyNoticeSent(subsidy.SubsidyId, command.Channel, now, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/subsidies/{subsidyId}/notices", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(SendNotice command, string subsidyId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await SubsidyAccess.Fetch(context, subsidyId, cancellation);
        var calendars = await WorkingDays.Published(context, cancellation);
        return SubsidyAccess.Append(stream, Decide(command, stream.Aggregate!, calendars, context.Person.Subject, context.Now), context.Person);
    }
}
