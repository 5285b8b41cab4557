using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Witness;

namespace Cultivation.Finance.Tests.Witness;

public sealed class TellBanksSpecs
{
    private static readonly LedgerCheckpointSigned Signed = new("310114", 12, new string('a', 64), "2026-11-25T02:30:00.000000Z", null, "kid", "c2ln");
    private static readonly Checkpoint Kept = new(12, Signed.Root, Signed.Time, null, "kid", "c2ln");

    [Fact]
    public void every_bank_is_told_whatever_its_agreement_covers() => Assert.Equal(
        [new("bank-a", Kept), new("bank-b", Kept)], TellBanks.Decide(Signed, new(), ["bank-b", "bank-a"]));

    [Fact]
    public void what_was_told_before_is_not_told_again()
    {
        Assert.Empty(TellBanks.Decide(Signed, new Witnessed("ledger:310114", 12, 2), ["bank-a"]));
        Assert.Single(TellBanks.Decide(Signed with { Size = 13 }, new Witnessed("ledger:310114", 12, 2), ["bank-a"]));
        Assert.Empty(TellBanks.Decide(Signed, new(), []));
    }
}
