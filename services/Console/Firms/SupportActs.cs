using Cultivation.Console.Shared;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>A firm enters the district's support list (支持名单) or leaves it; banks of products that ask for it are told.</summary>
internal static class SupportActs
{
    private static readonly string[] Reasons = ["needSurvey", "keyFirm", "townProposal"];
    private static readonly string[] Exits = ["needMet", "ownWish", "dishonesty", "gone", "mistake"];

    public static readonly Act<FirmFile>[] All =
    [
        new("list-support", "/api/finance/v1/support-list", (file, _) => file.At is not null && !Listed(file),
            (file, reader) => [Firm(file), new("support", Kinds.Choice, reader["support.reason"]) { Options = Option.Of(Reasons, word => reader.Word("support.reason", word)) }, On("from", reader)],
            form => new { firmIds = new[] { form.Text("firm") }, reason = form.Text("support"), from = form.Text("from") }),
        new("leave-support", "/api/finance/v1/support-list/exits", (file, _) => Listed(file),
            (file, reader) =>
            [
                Firm(file), new("exit", Kinds.Choice, reader["support.exit"]) { Options = Option.Of(Exits, word => reader.Word("support.exit", word)) },
                new("on", Kinds.Day, reader["field.to"]) { Value = $"{reader.Today:yyyy-MM-dd}" },
            ],
            form => new { firmIds = new[] { form.Text("firm") }, reason = form.Text("exit"), on = form.Text("on") }),
    ];

    private static bool Listed(FirmFile file) => file.At?.Holdings.Any(held => held is { Kind: "support", Until: null }) == true;

    private static Field Firm(FirmFile file) => new("firm", Kinds.Hidden, "") { Value = file.Firm.Id };
}
