using Cultivation.Console.Shared;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>A firm's intellectual property: what it owns, what became of it, and in which filing it stood.</summary>
internal static class RightActs
{
    private static readonly string[] KindsOfRight =
    [
        "inventionPatent", "plantVariety", "nationalCropVariety", "newDrug", "protectedChineseMedicine", "circuitLayout", "utilityModel", "design", "softwareCopyright",
    ];

    public static readonly Act<FirmFile>[] All =
    [
        new("record-right", "properties", FirmActs.IsFirm,
            (_, reader) =>
            [
                new("ipNo", Kinds.Line, reader["field.ip-no"]) { Longest = 50 },
                new("ipKind", Kinds.Choice, reader["field.ip-kind"]) { Options = Option.Of(KindsOfRight, word => reader.Word("ip", word)) },
                On("grantedOn", reader),
                new("acquiredBy", Kinds.Choice, reader["field.acquired-by"]) { Options = Option.Of(["selfDeveloped", "transferred", "gift", "merger"], word => reader.Word("acquired", word)) },
                new("ownedFrom", Kinds.Day, reader["field.owned-from"]) { Required = false }, new("expiresOn", Kinds.Day, reader["field.expires-on"]) { Required = false },
                new("ownerShare", Kinds.Line, reader["field.owner-share"]) { Required = false }, FirmActs.Source(reader),
            ],
            form => new
            {
                ipNo = form.Text("ipNo"), ipKind = form.Text("ipKind"), grantedOn = form.Text("grantedOn"), acquiredBy = form.Text("acquiredBy"), source = form.Text("source"),
                expiresOn = form.Text("expiresOn"), ownerShare = form.Text("ownerShare"), ownedFrom = form.Text("ownedFrom"),
            }),
        new("change-right", "properties/{ipNo}/changes", HasRights,
            (file, reader) =>
            [
                Which(file, reader),
                new("change", Kinds.Choice, reader["field.right-change"])
                {
                    Options = Option.Of(["transferredOut", "lapsed", "invalidated", "pledged", "pledgeReleased"], word => reader.Word("right-change", word)),
                },
                On("changedOn", reader), new("counterparty", Kinds.Line, reader["field.counterparty"]) { Required = false }, FirmActs.Source(reader),
            ],
            form => new { change = form.Text("change"), changedOn = form.Text("changedOn"), source = form.Text("source"), counterparty = form.Text("counterparty") }),
        new("use-right", "properties/{ipNo}/uses", HasRights,
            (file, reader) => [Which(file, reader), new("filingRef", Kinds.Line, reader["field.filing"]), On("usedOn", reader)],
            form => new { filingRef = form.Text("filingRef"), usedOn = form.Text("usedOn") }),
    ];

    private static bool HasRights(FirmFile file, Reader reader) => file.Firm.Affairs.Properties.Any(right => right.InForce);

    private static Field Which(FirmFile file, Reader reader) => new("ipNo", Kinds.Choice, reader["field.right"])
    {
        Options = [.. file.Firm.Affairs.Properties.Where(right => right.InForce).Select(right => new Option(right.IpNo, $"{right.IpNo} {reader.Word("ip", right.IpKind)}"))],
    };
}
