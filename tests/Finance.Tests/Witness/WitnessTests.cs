using System.Text.Json;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Finance.Tests.Witness;

/// <summary>The district's checkpoints in the feeds of its banks. A district of its own, since each checkpoint is for every bank.</summary>
public sealed class WitnessTests : OwnDistrict
{
    private static LedgerCheckpointSigned Signed(long size, string? previous = null) =>
        new(District.Code, size, new string((char)('a' + size % 6), 64), "2026-11-25T02:30:00.000000Z", previous, "kid", "c2ln");

    [Fact]
    public async Task every_bank_reads_each_checkpoint_once_and_in_order_on_both_channels()
    {
        var (one, empty) = (await Partner.With(District), await Partner.With(District));
        var firm = await new Firm(District).Registered();
        await one.Consent(firm);
        await District.Signs(Signed(10));
        await empty.Pulled(1);
        await firm.Recognised();
        await one.Pulled(2);
        await District.Signs(Signed(12, new string('f', 64)), Signed(15));

        var entries = await one.Pulled(4);
        Assert.Equal(["1-1", "1-2", "1-3", "1-4"], entries.Select(e => e.Text("id")));
        Assert.Equal(["checkpoint", "granted", "checkpoint", "checkpoint"], entries.Select(e => e.Text("type").Split('.')[3]));
        Assert.Equal([10, 12, 15], (await empty.Pulled(3)).Select(e => e.GetProperty("data").Int("size")));
        var (entry, data) = (entries[2], entries[2].GetProperty("data"));
        Assert.Equal(("cn.cultivation.ledger.checkpoint.v1", "ledger:310114"), (entry.Text("type"), entry.Text("subject")));
        Assert.Equal(
            (District.Code, new string('a', 64), new string('f', 64), "kid", "c2ln"),
            (data.Text("district"), data.Text("root"), data.Text("previous"), data.Text("keyId"), data.Text("signature")));
        var sent = (await empty.Take(3)).Select(m => JsonDocument.Parse(m.Body).RootElement).ToList();
        Assert.Equal(["1-1", "1-2", "1-3"], sent.Select(e => e.Text("id")));
        Assert.True(JsonElement.DeepEquals(sent[1].GetProperty("data"), data));
    }

    [Fact]
    public async Task a_checkpoint_needs_no_consent_and_a_withdrawal_holds_it_not_back()
    {
        var bank = await Partner.With(District);
        var firm = await new Firm(District).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        await District.Signs(Signed(20));
        await bank.Pulled(2);
        await bank.Withdraw(firm);
        var entries = await bank.Pulled(3);
        Assert.True(entries[0].GetProperty("withheld").GetBoolean());
        Assert.Equal(20, entries[1].GetProperty("data").Int("size"));
    }

    [Fact]
    public async Task what_the_ladder_says_again_and_what_the_feeder_reads_again_is_told_once()
    {
        var bank = await Partner.With(District);
        await District.Signs(Signed(30), Signed(31));
        await bank.Pulled(2);
        await District.StopFinance();
        await using (var database = NpgsqlDataSource.Create(District.FinanceData))
        {
            foreach (var sql in new[] { "update hosting.cursors set position = 0", "update events.mt_event_progression set last_seq_id = 0 where name = 'Feeder:All'" })
            {
                await using var forget = database.CreateCommand(sql);
                Assert.Equal(1, await forget.ExecuteNonQueryAsync());
            }
        }
        await District.StartFinance();
        await District.Signs(Signed(32));
        Assert.Equal([30, 31, 32], (await bank.Pulled(3)).Select(e => e.GetProperty("data").Int("size")));
        await District.Signs(Signed(33));
        Assert.Equal(["1-1", "1-2", "1-3", "1-4"], (await bank.Pulled(4)).Select(e => e.Text("id")));
    }
}
