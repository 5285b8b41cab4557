using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Faults.Tests;

/// <summary>Firms of which a bank is told, and what the proof of its feed has to know of them.</summary>
internal sealed class Told(Jiading jiading)
{
    private readonly HashSet<string> codes = new(StringComparer.Ordinal);

    /// <summary>Entries that the bank's feed has by now, or will.</summary>
    public int Entries { get; private set; }

    /// <summary>A backup was restored: the feed has so many again.</summary>
    public void BackTo(int entries) => Entries = entries;

    /// <summary>New firms that have let the banks be told.</summary>
    public async Task<(string Id, string Code, string Name)[]> FirmsAsync(int count, params string[] banks)
    {
        var firms = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => jiading.RegisterAsync()));
        await Task.WhenAll(firms.SelectMany(f => (banks.Length > 0 ? banks : [Jiading.BankId]).Select(bank => jiading.ConsentAsync(f.Id, bank))));
        codes.UnionWith(firms.Select(f => f.Code));
        return firms;
    }

    /// <summary>The city's list names them: each is eligible.</summary>
    public async Task RecognisedAsync((string Id, string Code, string Name)[] firms)
    {
        await jiading.ImportAsync(firms.Select((f, i) => (f.Code, f.Name, Entries + i)));
        Entries += firms.Length;
    }

    /// <summary>Their titles are taken back from a day that has passed: what was told of each is corrected.</summary>
    public async Task RevokedAsync(IReadOnlyCollection<(string Id, string Code, string Name)> firms)
    {
        Entries += firms.Count;
        foreach (var (id, _, _) in firms)
        {
            (JsonElement Page, long Version) firm = default;
            await Eventually.True(async () => (firm = await jiading.FirmAsync(id)).Page.GetProperty("recognitions").GetArrayLength() > 0, TimeSpan.FromSeconds(60));
            await jiading.RevokeAsync(id, firm.Page, firm.Version).Good();
        }
    }

    /// <summary>The proof for a bank; its token is that of <see cref="Jiading.Bank"/>, or the operator's, who may read every feed.</summary>
    public Task<(int Entries, int Repeats)> ProvenAsync(string bank, params Brought[] channels)
    {
        var reader = bank == Jiading.BankId ? jiading.Bank : jiading.Operator;
        return new FeedProof(new Uri(reader.BaseAddress!, $"api/finance/v1/banks/{bank}"), reader.DefaultRequestHeaders.Authorization!.Parameter!, codes)
            .HoldsAsync(Entries, channels);
    }
}
