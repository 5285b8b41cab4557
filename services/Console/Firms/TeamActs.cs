using Cultivation.Console.Shared;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>What becomes of a team: other people, a longer term, its end, or a company.</summary>
internal static class TeamActs
{
    private const string Team = "/api/ladder/v1/teams/{team}";

    public static readonly Act<FirmFile>[] All =
    [
        new("change-team", $"{Team}/changes", IsTeam,
            (file, reader) => [Id(file), .. People(file.Firm.Affairs.Team, reader), On("changedOn", reader), FirmActs.Source(reader)],
            form => new
            {
                leadPersonRef = form.Text("lead"), memberRefs = form.Several("members"), carrierId = form.Text("carrier"), changedOn = form.Text("changedOn"), source = form.Text("source"),
            }),
        new("renew-team", $"{Team}/renewals", IsTeam,
            (file, reader) => [Id(file), new("report", Kinds.Line, reader["field.carrier-report"]), On("renewedOn", reader)],
            form => new { carrierReportRef = form.Text("report"), renewedOn = form.Text("renewedOn") }),
        new("found-firm", $"{Team}/firm", IsTeam, (file, reader) => [Id(file), .. Registration.Fields(reader)], Registration.Body),
        new("end-team", $"{Team}/endings", IsTeam,
            (file, reader) =>
            [
                Id(file), new("why", Kinds.Choice, reader["field.cause"]) { Options = Option.Of(["brokeUp", "leftCarrier"], word => reader.Word("team-end", word)) },
                On("endedOn", reader),
            ],
            form => new { endedOn = form.Text("endedOn"), reason = form.Text("why") }),
    ];

    /// <summary>Who belongs to a team, and where it works.</summary>
    /// <param name="team">As it is; null for a new one.</param>
    internal static Field[] People(Team? team, Reader reader) =>
    [
        new("lead", Kinds.Line, reader["field.lead"]) { Value = team?.LeadPersonRef },
        new("members", Kinds.Line, reader["field.members"]) { Value = team is null ? null : string.Join(' ', team.MemberRefs), Required = false },
        new("carrier", Kinds.Line, reader["field.carrier"]) { Value = team?.CarrierId },
    ];

    private static bool IsTeam(FirmFile file, Reader reader) => file.Firm is { CreditCode: null, Affairs.Team.EndedOn: null };

    private static Field Id(FirmFile file) => new("team", Kinds.Hidden, "") { Value = file.Firm.Id };
}
