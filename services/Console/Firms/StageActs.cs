using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>Pools, stages and what stands beside them, and the filing for a rung.</summary>
internal static class StageActs
{
    private static readonly string[] Triggers = ["adverseRecord", "coachingRefused", "belowRule", "rdDataMissing", "withdrawn"];
    private static readonly string[] Channels = ["window", "agent", "nearDoor", "town", "institution", "screen"];

    public static readonly Act<FirmFile>[] All =
    [
        new("file-case", "/api/ladder/v1/cases", (file, _) => file.Firm.Affairs.Here,
            (file, reader) =>
            [
                new("firm", Kinds.Hidden, "") { Value = file.Firm.Id },
                new("rung", Kinds.Choice, reader["inbox.stage"])
                {
                    Options = [.. file.Rules.Rungs.Where(rung => (rung.Holder == "team") == (file.Firm.CreditCode is null))
                        .Select(rung => new Option($"{rung.Programme} {rung.Id}", rung.Name.In(reader)))],
                },
                new("channel", Kinds.Choice, reader["field.case-channel"]) { Options = Option.Of(Channels, word => reader.Word("channel", word)) },
                .. Any("right", reader["field.filed-rights"], file.Firm.Affairs.RightsInForce(reader)),
            ],
            form => new
            {
                firmId = form.Text("firm"), programmeId = form.Several("rung").FirstOrDefault(), stageId = form.Several("rung").LastOrDefault(), channel = form.Text("channel"),
                rights = form.All("right"),
            }),
        new("agree-plan", "pools/{pool}/plans", IsInPool,
            (file, reader) =>
            [
                Pool(file, reader), new("menuItems", Kinds.Text, reader["field.menu-items"]), On("periodFrom", reader), On("periodTo", reader),
                new("mentorRef", Kinds.Line, reader["field.mentor"]) { Required = false },
            ],
            form => new
            {
                menuItems = form.Several("menuItems"), periodFrom = form.Text("periodFrom"), periodTo = form.Text("periodTo"), mentorRef = form.Text("mentorRef"),
            }),
        new("coaching", "coaching", FirmActs.IsFirm,
            (_, reader) =>
            [
                new("form", Kinds.Choice, reader["field.coaching-form"])
                {
                    Options = Option.Of(["groupTraining", "oneToOne", "siteVisit", "documentReview"], word => reader.Word("coaching", word)),
                },
                On("givenOn", reader), new("hours", Kinds.Number, reader["field.hours"]) { Between = ("0.1", "24") },
                new("attendees", Kinds.Number, reader["field.attendees"]) { Between = ("1", null) }, new("givenBy", Kinds.Line, reader["field.given-by"]),
            ],
            form => new
            {
                form = form.Text("form"), givenOn = form.Text("givenOn"), hours = form.Number("hours") ?? 0, attendees = (int)(form.Number("attendees") ?? 0),
                givenBy = form.Text("givenBy"),
            }),
        new("refuse-coaching", "pools/{pool}/coaching-refusals", IsInPool,
            (file, reader) => [Pool(file, reader), On("offeredOn", reader), new("reference", Kinds.Line, reader["field.reference"])],
            form => new { offeredOn = form.Text("offeredOn"), reference = form.Text("reference") }),
        new("leave-stage", "stages/{stage}/leaving", (file, reader) => Held(file).Any() && reader.Person.Is(Roles.Supervisor),
            (file, reader) =>
            [
                new("stage", Kinds.Choice, reader["inbox.stage"]) { Options = Option.Of(Held(file), id => file.Rules.Name(id, reader)) },
                new("trigger", Kinds.Choice, reader["field.trigger"]) { Options = Option.Of(Triggers, word => reader.Word("leave", word)) },
                new("record", Kinds.Choice, reader["field.leave-record"])
                {
                    Required = false,
                    Options = [.. file.Firm.Affairs.AdverseRecords.Select(record => new Option(record.Id, $"{reader.Word("adverse", record.Kind)} {record.ListedOn:yyyy-MM-dd}"))],
                },
                new("paper", Kinds.Line, reader["field.leave-paper"]) { Required = false }, On("decidedOn", reader),
                new("effectiveOn", Kinds.Day, reader["field.leave-from"]) { Required = false },
            ],
            form => new
            {
                trigger = form.Text("trigger"), causeRef = form.Text("trigger") == "adverseRecord" ? form.Text("record") ?? "" : form.Text("paper") ?? "",
                decidedOn = form.Text("decidedOn"), effectiveOn = form.Text("effectiveOn"),
            }),
        new("record-status", "statuses", (file, reader) => FirmActs.IsFirm(file, reader) && file.Rules.Statuses.Count > 0,
            (file, reader) =>
            [
                new("status", Kinds.Choice, reader["field.status"]) { Options = Option.Of(file.Rules.Statuses, name => name) }, On("from", reader),
                new("to", Kinds.Day, reader["field.status-to"]) { Required = false }, new("reference", Kinds.Line, reader["field.reference"]),
            ],
            form => new { status = form.Text("status"), from = form.Text("from"), to = form.Text("to"), reference = form.Text("reference") }),
        new("end-status", "statuses/{status}/ending", (file, _) => file.Firm.Affairs.Statuses.Length > 0,
            (file, reader) =>
            [
                new("status", Kinds.Choice, reader["field.status"]) { Options = [.. file.Firm.Affairs.Statuses.Select(held => new Option(held.Id, $"{held.Status} {held.From:yyyy-MM-dd}"))] },
                On("endedOn", reader), new("reference", Kinds.Line, reader["field.reference"]),
            ],
            form => new { endedOn = form.Text("endedOn"), reference = form.Text("reference") }),
    ];

    private static bool IsInPool(FirmFile file, Reader reader) => file.Firm.Affairs.InPools.Any();

    private static IEnumerable<string> Held(FirmFile file) => file.Firm.StagesHeld.Concat(file.Firm.SideRungs.Select(side => side.Rung)).Select(stage => stage.StageId);

    private static Field Pool(FirmFile file, Reader reader) => new("pool", Kinds.Choice, reader["field.entry-pool"])
    {
        Options = Option.Of(file.Firm.Affairs.InPools.Select(time => time.PoolId).Distinct(), id => file.Rules.Name(id, reader)),
    };
}
