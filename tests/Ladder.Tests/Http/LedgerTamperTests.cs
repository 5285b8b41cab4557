using System.Text.Json;
using Cultivation.Ladder.Ledger;
using Cultivation.Merkle;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Somebody changes the database after a checkpoint: the export tells what.</summary>
public sealed class LedgerTamperTests
{
    private const string Events = $"{Database.Events}.mt_events";
    private const string Leaves = $"{Database.Lists}.ledger_leaves";
    private readonly LadderService ladder;
    private readonly string district = LadderService.NewDistrict();
    private readonly Ledgers ledgers;

    public LedgerTamperTests(LadderService ladder) => (this.ladder, ledgers) = (ladder, new(ladder, district));

    private HttpClient Client => ladder.Client(district);

    // Four firms, each with a figure: the ledger has eight events and a checkpoint, and then its own two.
    private async Task<List<(string Id, JsonElement Facts)>> Signed()
    {
        List<(string, JsonElement)> firms = [];
        for (var i = 0; i < 4; i++)
        {
            var (id, _) = await Flow.Registered(Client);
            firms.Add((id, await Client.Command($"firms/{id}/facts", new { facts = new[] { Figures.Of(2025, "sales", "salesRevenue.hnte195", 48_000_000.10m, "CNY") } }).Good()));
        }
        Assert.Equal(8, (await ledgers.Sign()).GetProperty("checkpoint").Int("size"));
        return firms;
    }

    private static void Names(string expected, (int Code, string Said) verified)
    {
        Assert.True(verified.Code == 1, verified.Said);
        Assert.True(verified.Said.Contains(expected, StringComparison.Ordinal), verified.Said);
    }

    [Fact]
    public async Task an_event_that_is_changed_in_the_database_is_named()
    {
        var firms = await Signed();
        var changed = $"firm:{firms[1].Id}";
        Assert.Equal(1, await ledgers.Tamper(
            $"update {Events} set data = jsonb_set(data, '{{value}}', '48000000.11') where tenant_id = $1 and stream_id = $2 and version = 2", changed));
        Names($"({changed}, version 2, annual_fact_submitted) is altered: what it says is not what was signed", await ledgers.Verified());
    }

    [Fact]
    public async Task a_time_that_is_moved_and_a_user_who_is_exchanged_are_named()
    {
        var firms = await Signed();
        await ledgers.Tamper($"update {Events} set timestamp = timestamp - interval '1 microsecond' where tenant_id = $1 and stream_id = $2 and version = 1", $"firm:{firms[0].Id}");
        await ledgers.Tamper($"update {Events} set user_name = 'wu' where tenant_id = $1 and stream_id = $2 and version = 1", $"firm:{firms[2].Id}");
        var verified = await ledgers.Verified();
        Names($"(firm:{firms[0].Id}, version 1, enterprise_registered) is altered", verified);
        Names($"(firm:{firms[2].Id}, version 1, enterprise_registered) is altered", verified);
        Names("DIFFERENT, by 2 findings", verified);
    }

    [Fact]
    public async Task an_event_that_is_deleted_is_named()
    {
        var stream = $"firm:{(await Signed())[1].Id}";
        await ledgers.Tamper($"delete from {Events} where tenant_id = $1 and stream_id = $2 and version = 2", stream);
        Names($"({stream}, version 2, annual_fact_submitted); its leaf is there, the event is not", await ledgers.Verified());
    }

    [Fact]
    public async Task an_event_that_is_deleted_with_its_leaf_is_named()
    {
        var firms = await Signed();
        var stream = $"firm:{firms[1].Id}";
        await Client.Command($"firms/{firms[1].Id}/facts", new { facts = new[] { Figures.Of(2024, "sales", "salesRevenue.hnte195", 1, "CNY") } }).Good();
        await ledgers.Sign();
        await ledgers.Tamper($"delete from {Events} where tenant_id = $1 and stream_id = $2 and version = 2", stream);
        await ledgers.Tamper($"delete from {Leaves} where tenant_id = $1 and stream_id = $2 and version = 2", stream);
        var verified = await ledgers.Verified();
        Names("Removed: the event with index 3", verified);
        Names($"Removed: version 2 of {stream}", verified);
        Names("The checkpoint of 8 events", verified);
    }

    [Fact]
    public async Task an_event_that_is_put_in_between_is_named()
    {
        var stream = $"firm:{(await Signed())[1].Id}";
        // A position that was given out and never used: of an append that was rolled back.
        await ledgers.Tamper($"update {Events} set seq_id = -seq_id where tenant_id = $1 and stream_id = $2 and version = 2", stream);
        await ledgers.Tamper($"""
            insert into {Events} (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type)
            select -seq_id, gen_random_uuid(), stream_id, 3, data, type, timestamp, tenant_id, mt_dotnet_type from {Events}
            where tenant_id = $1 and stream_id = $2 and version = 2
            """, stream);
        Names($"({stream}, version 2, annual_fact_submitted) is altered", await ledgers.Verified());
        await ledgers.Tamper($"delete from {Leaves} where tenant_id = $1 and stream_id = $2 and version = 2", stream);
        Names($"Inserted: the event at position", await ledgers.Verified());
    }

    [Fact]
    public async Task who_rewrites_the_leaf_too_is_found_by_the_hash_above_it_or_between_two_checkpoints()
    {
        var firms = await Signed();
        var stream = $"firm:{firms[1].Id}";
        await ledgers.Tamper($"update {Events} set data = jsonb_set(data, '{{value}}', '1') where tenant_id = $1 and stream_id = $2 and version = 2", stream);
        await Rewrite(stream, 2);
        var verified = await ledgers.Verified();
        Names("The checkpoint of 8 events", verified);
        Names("something changed between the beginning and it", verified);
        Names($"({stream}, version 1, enterprise_registered) or the event at position", verified);
        Names($"({stream}, version 2, annual_fact_submitted): its canonical form is not the one that was signed", verified);

        await RewriteAll();
        Names("is the first that disagrees: something changed between the beginning and it; the file does not tell which of the 8 events", await ledgers.Verified());
    }

    /// <summary>Who has the key as well makes a file that agrees with itself; only what the banks kept tells.</summary>
    [Fact]
    public async Task a_log_that_is_signed_anew_disagrees_with_what_a_bank_kept()
    {
        var firms = await Signed();
        var kept = (await ledgers.Auditor.Read("ledger/checkpoints")).GetProperty("items")[0];
        var entry = JsonSerializer.Serialize(new { entries = new[] { new { type = "cn.cultivation.ledger.checkpoint.v1", data = kept } } });
        Assert.Equal(0, (await ledgers.Verified(entry)).Code);
        var lines = await ledgers.Export();
        await ledgers.Tamper($"update {Events} set data = jsonb_set(data, '{{value}}', '1') where tenant_id = $1 and stream_id = $2 and version = 2", $"firm:{firms[1].Id}");
        await RewriteAll();
        using var key = ladder.Services.GetRequiredService<SigningKeys>().Of(district);
        var tree = ladder.Services.GetRequiredService<LedgerTree>();
        var signed = key.Sign(district, 8, Tree.Hex((await tree.At(district, 8, default)).Root()), TimeProvider.System.GetUtcNow(), null);
        await ledgers.Tamper(
            $"update {Events} set data = data || jsonb_build_object('root', $2, 'time', $3, 'signature', $4) where tenant_id = $1 and type = 'ledger_checkpoint_signed'",
            signed.Root, signed.Time, signed.Signature);
        await RewriteAll();
        Assert.Equal(0, (await ledgers.Verified()).Code);
        Names("A witness keeps another root of the first 8 events", await ledgers.Verified(entry));
        Names("The end was cut off", Ledgers.Verify([lines[0].Replace("\"size\":10", "\"size\":5", StringComparison.Ordinal).Replace("\"to\":10", "\"to\":5", StringComparison.Ordinal), .. lines[1..6]], entry));
    }

    [Fact]
    public async Task a_page_that_comes_again_changes_nothing()
    {
        await Signed();
        var before = await ledgers.Export();
        var leaves = ActivatorUtilities.CreateInstance<LedgerLeaves>(ladder.Services);
        await leaves.Add(district, [.. ExportLines(before).Select(e => e.Position)], TestContext.Current.CancellationToken);
        Assert.Equal(before[1..], (await ledgers.Export())[1..]);
    }

    /// <summary>It led before and leads again: what it kept of the tree is not the tree's end any more.</summary>
    [Fact]
    public async Task who_leads_again_goes_on_where_another_process_ended()
    {
        await Signed();
        var cancellation = TestContext.Current.CancellationToken;
        var leaves = ActivatorUtilities.CreateInstance<LedgerLeaves>(ladder.Services);
        async Task<long[]> Positions() => [.. ExportLines(await ledgers.Export()).Select(e => e.Position)];
        await leaves.Add(district, await Positions(), cancellation);
        await Flow.Registered(ladder.Client(district), "嘉定其后科技有限公司");
        await ledgers.Sign();
        await leaves.Add(district, await Positions(), cancellation);
        var (code, said) = await ledgers.Verified();
        Assert.True(code == 0, said);
        Assert.Equal(Enumerable.Range(0, (await Positions()).Length).Select(i => (long?)i), ExportLines(await ledgers.Export()).Select(e => e.Index));
    }

    // As somebody would who knows the form of a leaf.
    private async Task Rewrite(string stream, long version)
    {
        var e = ExportLines(await ledgers.Export()).Single(l => l.Stream == stream && l.Version == version);
        var leaf = Tree.Leaf(CanonicalJson.Bytes(e.Event!.Value));
        await ledgers.Tamper($"update {Leaves} set leaf = $2 where tenant_id = $1 and index = $3", leaf, e.Index!.Value);
    }

    private async Task RewriteAll()
    {
        var frontier = new Frontier();
        foreach (var e in ExportLines(await ledgers.Export()))
        {
            var leaf = Tree.Leaf(CanonicalJson.Bytes(e.Event!.Value));
            var nodes = frontier.Add(leaf).SelectMany(n => n).ToArray();
            await ledgers.Tamper($"update {Leaves} set leaf = $2, nodes = $3 where tenant_id = $1 and index = $4", leaf, nodes, e.Index!.Value);
        }
    }

    private static IEnumerable<ExportedEvent> ExportLines(string[] lines) => lines.Select(ExportLine.Read).OfType<ExportedEvent>();
}
