using System.Globalization;
using Cultivation.Kit;

namespace Cultivation.Browser.Tests;

/// <summary>Places of the demo district that have much to show.</summary>
/// <param name="Firm">Of the firms at the top of the ladder that has the longest history.</param>
/// <param name="Case">An accepted case.</param>
/// <param name="Decided">A decided one.</param>
internal sealed record DemoPlaces(string Firm, string Case, string Decided)
{
    /// <summary>An address with these places in it; what an operator looks for are traces, of which the demo leaves few.</summary>
    public string Fill(string address) => address.StartsWith("/operations", StringComparison.Ordinal)
        ? address
        : address.Replace("{firm}", Firm).Replace("{case}", Case).Replace("{decided}", Decided);

    public static async Task<DemoPlaces> FindAsync(HttpClient office)
    {
        var firms = (await office.Read("api/ladder/v1/firms?stage=jd.littleGiant")).GetProperty("items").EnumerateArray().Select(firm => firm.Text("id"));
        List<(string Firm, long Events)> histories = [];
        foreach (var firm in firms)
        {
            using var answer = await office.GetAsync(new Uri($"api/ladder/v1/firms/{firm}", UriKind.Relative));
            histories.Add((firm, long.Parse(answer.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture)));
        }
        return new(histories.MaxBy(one => one.Events).Firm, await CaseAsync(office, "accepted"), await CaseAsync(office, "decided"));
    }

    private static async Task<string> CaseAsync(HttpClient office, string state) =>
        (await office.Read($"api/ladder/v1/cases?state={state}&limit=1")).GetProperty("items")[0].Text("number");
}
