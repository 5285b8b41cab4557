using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests;

/// <summary>What must hold for a bank after a fault.</summary>
internal static class Proofs
{
    /// <param name="consenting">Firms that have let the bank be told.</param>
    public static FeedProof Proof(this District district, Partner bank, params IEnumerable<Firm> consenting) => new(
        new Uri(district.Address, $"banks/{bank.Id}"), district.Token([Roles.Bank], bank.Id), consenting.Select(f => f.CreditCode).ToHashSet());
}
