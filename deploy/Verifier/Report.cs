using Cultivation.Merkle;

namespace Cultivation.Verifier;

/// <summary>Says what was checked and what came out.</summary>
internal static class Report
{
    public static void Write(TextWriter to, ExportHeader header, Verification v)
    {
        to.WriteLine($"Ledger of district {header.District}, exported {header.ExportedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: "
            + $"{header.To - header.From} of {header.Size} events, from index {header.From}.");
        to.WriteLine($"Checked: {v.Events} events against their leaves, and the order of their streams; "
            + $"{v.Checkpoints} checkpoints: root, signature, and the one before.");
        var keys = header.Keys.Length == 0 ? "none" : string.Join(", ", header.Keys.Select(k => k.Kid));
        to.WriteLine($"Keys, as the file brings them: {keys}. Compare them with those that the district publishes.");
        to.WriteLine(v.Witnessed.Count == 0
            ? "No root of a witness was compared."
            : $"Roots that a witness keeps and that agree: of {string.Join(", ", v.Witnessed)} events.");
        if (v.Uncovered > 0)
            to.WriteLine(v.Uncovered == 1 ? "The last event is not signed yet." : $"The last {v.Uncovered} events are not signed yet.");
        to.WriteLine(v.Findings.Count == 0 ? "EQUAL: nothing was altered, removed or inserted." : $"DIFFERENT, by {v.Findings.Count} findings:");
        foreach (var finding in v.Findings)
            to.WriteLine($"- {finding}");
    }
}
