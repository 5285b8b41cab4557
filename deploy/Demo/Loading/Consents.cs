using System.Security.Cryptography;
using System.Text;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>Some firms let a bank know whether they are eligible.</summary>
internal static class Consents
{
    /// <summary>The firms of each bank, the same in every run.</summary>
    public static IReadOnlyList<(Firm Firm, string Bank)> Of(District district) =>
        [.. Every(district, 22, "bank-a"), .. Every(district, 34, "bank-b")];

    /// <summary>Gives them, the last one by itself: once it is there, all are.</summary>
    public static async Task<int> Give(Work work)
    {
        var all = Of(work.District);
        await Work.ForAll([.. all.SkipLast(1)], one => Give(work, one.Firm, one.Bank));
        await Give(work, all[^1].Firm, all[^1].Bank);
        return all.Count;
    }

    /// <summary>Waits until each bank was told of the last of its firms that holds a valid certificate today.</summary>
    public static async Task<int> AreTold(Work work)
    {
        var valid = work.District.Certificates.Where(row => row.ValidOn(work.District.Today)).Select(row => row.CreditCode)
            .Except(work.District.Revocations.Select(revoked => revoked.Firm.CreditCode)).ToHashSet();
        var last = Of(work.District).Where(one => valid.Contains(one.Firm.CreditCode)).GroupBy(one => one.Bank, (_, ones) => ones.Last()).ToList();
        foreach (var (firm, bank) in last)
            await work.Gateway.Until($"api/finance/v1/firms/{work.Id(firm)}", account => Names(account, "told", bank), Work.Bound);
        return last.Count;
    }

    /// <summary>Whether the last step of a load was done.</summary>
    public static async Task<bool> AreGiven(Work work)
    {
        var (firm, bank) = Of(work.District)[^1];
        var found = await work.Gateway.Get($"api/ladder/v1/firms?creditCode={firm.CreditCode}");
        if (!found.Ok || Register.Items(found) == 0)
            return false;
        var account = await work.Gateway.Get($"api/finance/v1/firms/{found.Body.GetProperty("items")[0].GetProperty("id").GetString()}");
        return Names(account, "consents", bank);
    }

    private static bool Names(Answer account, string list, string bank) =>
        account.Ok && account.Body.GetProperty(list).EnumerateArray().Any(one => one.GetProperty("bankId").GetString() == bank);

    private static IEnumerable<(Firm, string)> Every(District district, int step, string bank) =>
        district.Firms.Where(firm => firm.Number % step == 0 && firm.FirstYear <= 2026).OrderBy(firm => firm.Number).Select(firm => (firm, bank));

    private static Task Give(Work work, Firm firm, string bank) => work.Gateway.Post(
        "api/finance/v1/consents",
        new
        {
            firmId = work.Id(firm), bankId = bank, dataScopes = new[] { "eligibility" }, purpose = "科技贷款 demo", from = "2026-01-05",
            to = "2028-12-31", method = "paper",
            documentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"demo consent {firm.CreditCode} {bank}"))),
        },
        $"demo-consent-{firm.Number}-{bank}");
}
