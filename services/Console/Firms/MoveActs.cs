using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>A firm moves its registered address, is handed over to the district that it moved to, merges with others or splits.</summary>
internal static class MoveActs
{
    public static readonly Act<FirmFile>[] All =
    [
        new("move", "moves", (file, reader) => FirmActs.IsFirm(file, reader) && file.Firm.Affairs.Here,
            (_, reader) =>
            [
                new("division", Kinds.Line, reader["field.to-division"]) { Longest = 6 },
                new("kind", Kinds.Choice, reader["field.move-kind"]) { Options = Option.Of(["whole", "part"], word => reader.Word("move", word)) },
                On("effectiveOn", reader), new("taxMovedOn", Kinds.Day, reader["field.tax-moved"]) { Required = false }, FirmActs.Source(reader),
            ],
            form => new
            {
                toDivision = form.Text("division"), moveKind = form.Text("kind"), effectiveOn = form.Text("effectiveOn"), source = form.Text("source"),
                taxMovedOn = form.Text("taxMovedOn"),
            }),
        new("hand-over", "custody-transfers", (file, reader) => Left(file) is not null && file.Firm.Affairs.WentTo is null && reader.Person.Is(Roles.Supervisor),
            (file, reader) =>
            [
                new("district", Kinds.Line, reader["field.to-district"]) { Value = Left(file)?.ToDivision, Longest = 6 }, On("effectiveOn", reader),
                new("handover", Kinds.Line, reader["field.handover"]), new("open", Kinds.Text, reader["field.open-obligations"]) { Required = false },
            ],
            form => new
            {
                toDistrict = form.Text("district"), effectiveOn = form.Text("effectiveOn"), handoverRef = form.Text("handover"), openObligations = form.Lines("open"),
            }),
        new("restructure", "/api/ladder/v1/restructurings", FirmActs.IsFirm,
            (file, reader) =>
            [
                new("kind", Kinds.Choice, reader["field.restructuring"]) { Options = Option.Of(["merger", "split"], word => reader.Word("restructuring", word)) },
                new("before", Kinds.Text, reader["field.codes-before"]) { Value = file.Firm.CreditCode }, new("after", Kinds.Text, reader["field.codes-after"]), On("effectiveOn", reader),
                new("basis", Kinds.Line, reader["field.legal-basis"]), new("allocation", Kinds.Line, reader["field.allocation"]) { Required = false },
            ],
            form => new
            {
                kind = form.Text("kind"), from = form.Several("before"), to = form.Several("after"), effectiveOn = form.Text("effectiveOn"), legalBasis = form.Text("basis"),
                factAllocationRef = form.Text("allocation"),
            }),
    ];

    // A part move moves neither the firm nor its titles.
    private static Moved? Left(FirmFile file) => file.Firm.Affairs.Moves.LastOrDefault(move => move.MoveKind == "whole");
}
