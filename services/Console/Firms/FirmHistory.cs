using System.Text.Json;
using Cultivation.Console.Banks;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Firms;

/// <summary>Everything that was recorded of a firm, the newest first: what Ladder knows of it, its cases and leads, and what Finance knows of banks and money.</summary>
/// <param name="Next">Where the next page begins, <c>{ladder}.{finance}</c>; null at the end.</param>
/// <param name="Kinds">Types of events that there are, with their names.</param>
/// <param name="Own">Those lines that stand in the firm's stream, by whose version its forms are filled in.</param>
public sealed record FirmHistory(IReadOnlyList<TimelineLine> Lines, string? Next, IReadOnlyList<EventKind> Kinds, IReadOnlyList<TimelineLine> Own)
{
    private const int Most = 50;
    private static readonly Answer Nothing = new([], null, []);

    internal static async Task<FirmHistory> Read(string id, string? kind, string? after, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var (ladder, finance) = after?.Split('.') is [var one, var other] ? (one, other) : ("", "");
        var part = Urls.Part(id);
        // Finance hears of a firm a moment after Ladder.
        var money = gateway.FindBeside<Answer>(Of("finance", part, kind, finance), cancellation);
        var (ours, theirs) = (await gateway.Read<Answer>(Of("ladder", part, kind, ladder), cancellation), await money ?? Nothing);
        var (lines, taken) = Merged(ours.Items, theirs.Items);
        var more = lines.Count < ours.Items.Length + theirs.Items.Length || ours.Next is not null || theirs.Next is not null;
        var loans = lines.Any(line => line.Stream.Split(':') is ["loan" or "riskpool", _])
            ? await gateway.FindBeside<Page<LoanView>>($"api/finance/v1/firms/{part}/loans?limit=500", cancellation) : null;
        return new(
            [.. lines.Select(line => line with { Place = Office.Readers.Any(reader.Person.Is) ? PlaceOf(line, id, loans?.Items ?? []) : null })],
            more ? $"{Cursor(ours, taken, ladder)}.{Cursor(theirs, lines.Count - taken, finance)}" : null,
            [.. ours.Kinds.Concat(theirs.Kinds).DistinctBy(one => one.Type).OrderBy(one => one.Type, StringComparer.Ordinal)],
            [.. ours.Items.Where(line => line.Stream == $"firm:{id}")]);
    }

    /// <summary>Two lists in the order of their logs become one, by the time of recording.</summary>
    /// <returns>And how many of it are of the first.</returns>
    private static (IReadOnlyList<TimelineLine> Lines, int OfFirst) Merged(TimelineLine[] first, TimelineLine[] second)
    {
        List<TimelineLine> merged = [];
        var taken = 0;
        while (merged.Count < Math.Min(Most, first.Length + second.Length))
        {
            var other = second.ElementAtOrDefault(merged.Count - taken);
            merged.Add(taken < first.Length && (other is null || first[taken].RecordedAt >= other.RecordedAt) ? first[taken++] : other!);
        }
        return (merged, taken);
    }

    private static Place? PlaceOf(TimelineLine line, string firm, IReadOnlyList<LoanView> loans) => line.Stream.Split(':', 2) switch
    {
        ["case", var number] => new($"/cases/{Urls.Part(number)}", "case", number),
        ["lead", var lead] => new($"/discovery/leads/{Urls.Part(lead)}", "lead", ""),
        ["follow-ups", var title] => new($"/firms/{Urls.Part(firm)}/titles/{Urls.Part(title)}", "title", ""),
        ["subsidy", var subsidy] => new($"/subsidies/{Urls.Part(subsidy)}", "subsidy", subsidy),
        ["loan", var loan] => Of(loans.FirstOrDefault(one => one.Id == loan)),
        ["riskpool", _] => Of(loans.FirstOrDefault(one => one.Claim?.ClaimId == Word(line, "claimId"))),
        _ when Word(line, "bankId") is { } bank => new($"/banks/{Urls.Part(bank)}", "bank", bank),
        _ => null,
    };

    private static Place? Of(LoanView? loan) => loan is null ? null : new($"/banks/{Urls.Part(loan.BankId)}/loans/{Urls.Part(loan.Id)}", "loan", $"{loan.BankId} {loan.LoanNo}");

    private static string? Word(TimelineLine line, string name) => line.Data.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString() : null;

    private static string Cursor(Answer answer, int taken, string before) => taken == 0 ? before : $"{answer.Items[taken - 1].Position}";

    private static string Of(string service, string firm, string? kind, string before) =>
        Urls.Query($"api/{service}/v1/firms/{firm}/history", ("kind", kind), ("before", before), ("limit", $"{Most}"));

    private sealed record Answer(TimelineLine[] Items, string? Next, EventKind[] Kinds);
}
