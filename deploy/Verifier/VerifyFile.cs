using System.Text.Json;
using Cultivation.Merkle;

namespace Cultivation.Verifier;

/// <summary>Checks an export of a ledger without asking anybody: 0 when all agrees, 1 when something differs, 2 when the file is no export.</summary>
internal static class VerifyFile
{
    private const string Usage = "usage: verify FILE [--witness ROOTS]";

    public static int Run(string[] words, TextWriter output, TextWriter error)
    {
        var (file, roots) = words switch
        {
            [var only] => (only, null),
            [var first, "--witness", var kept] => (first, kept),
            ["--witness", var kept, var first] => (first, kept),
            _ => (null, null),
        };
        if (file is null)
            return Refuse(error, Usage);
        if (new[] { file, roots }.FirstOrDefault(f => f is not null && !File.Exists(f)) is { } absent)
            return Refuse(error, $"There is no file {absent}.");
        using var lines = File.ReadLines(file).GetEnumerator();
        if (Header(lines) is not { } header)
            return Refuse(error, $"{file} is no export of a ledger: its first line does not say so.");
        var verification = new Verification(header, roots is null ? new([]) : Witness.Read(File.ReadAllText(roots)));
        for (var number = 2; lines.MoveNext(); number++)
            Take(verification, lines.Current, number);
        verification.End();
        Report.Write(output, header, verification);
        return verification.Findings.Count == 0 ? 0 : 1;
    }

    private static void Take(Verification verification, string line, int number)
    {
        try
        {
            verification.Take(ExportLine.Read(line));
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            verification.Unreadable(number, fault.Message);
        }
    }

    private static ExportHeader? Header(IEnumerator<string> lines)
    {
        try
        {
            return lines.MoveNext() && ExportLine.Read(lines.Current) is ExportHeader { Format: ExportLine.ThisFormat } header ? header : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Refuse(TextWriter error, string reason)
    {
        error.WriteLine(reason);
        return 2;
    }
}
