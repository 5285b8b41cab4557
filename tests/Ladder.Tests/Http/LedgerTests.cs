using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cultivation.Merkle;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>The signed ledger of a district, from its log to the program that checks an export.</summary>
public sealed class LedgerTests
{
    private readonly LadderService ladder;
    private readonly string district = LadderService.NewDistrict();
    private readonly Ledgers ledgers;

    public LedgerTests(LadderService ladder) => (this.ladder, ledgers) = (ladder, new(ladder, district));

    private HttpClient Client => ladder.Client(district);

    private async Task<string> Signed(int firms = 3)
    {
        var last = "";
        for (var i = 0; i < firms; i++)
            (last, _) = await Flow.Registered(Client, $"嘉定示例{i}科技有限公司");
        Assert.True((await ledgers.Sign()).GetProperty("made").GetBoolean());
        return last;
    }

    [Fact]
    public async Task only_who_watches_over_the_district_reads_it_and_everybody_reads_the_keys()
    {
        foreach (var role in new[] { Roles.CaseWorker, Roles.Policy, Roles.Bank, Roles.Firm, Roles.Service })
        {
            var other = ladder.As("x", [district], [role], firm: "f1");
            Assert.Equal((403, "auth.role-missing"), await other.Command("ledger/checkpoints", new { }).Problem());
            foreach (var path in new[] { "ledger/checkpoints", "ledger/export", "ledger/inclusion/1", "ledger/consistency?from=1&to=2" })
                Assert.Equal((403, "auth.role-missing"), await other.GetAsync(path).Problem());
            var key = (await other.Read("ledger/keys")).GetProperty("keys")[0];
            Assert.Equal(("EC", "P-256", "ES256"), (key.Text("kty"), key.Text("crv"), key.Text("alg")));
        }
    }

    [Fact]
    public async Task an_empty_ledger_signs_nothing_and_what_is_not_there_is_refused()
    {
        var nothing = await ledgers.Sign();
        Assert.Equal((false, JsonValueKind.Null), (nothing.GetProperty("made").GetBoolean(), nothing.GetProperty("checkpoint").ValueKind));
        Assert.Empty((await ledgers.Auditor.Read("ledger/checkpoints")).GetProperty("items").EnumerateArray());
        Assert.Equal(0, Ledgers.Verify(await ledgers.Export()).Code);
        Assert.Equal((404, "ledger.event-unknown"), await ledgers.Auditor.GetAsync("ledger/inclusion/999999999").Problem());
        Assert.Equal((404, "ledger.checkpoint-unknown"), await ledgers.Auditor.GetAsync("ledger/consistency?from=1&to=2").Problem());
        Assert.Equal((422, "ledger.sizes-reversed"), await ledgers.Auditor.GetAsync("ledger/consistency?from=2&to=1").Problem());
        Assert.Equal((422, "ledger.range"), await ledgers.Auditor.GetAsync("ledger/export?to=1").Problem());
    }

    [Fact]
    public async Task a_checkpoint_covers_all_that_happened_and_the_next_one_only_what_is_new()
    {
        await Signed(3);
        var again = await ledgers.Sign();
        Assert.Equal((false, 3), (again.GetProperty("made").GetBoolean(), again.GetProperty("checkpoint").Int("size")));
        await Flow.Registered(Client);
        var next = (await ledgers.Sign()).GetProperty("checkpoint");
        // The key and the first checkpoint are events of the log, too.
        Assert.Equal(6, next.Int("size"));
        var all = (await ledgers.Auditor.Read("ledger/checkpoints")).GetProperty("items").EnumerateArray().Select(Checkpoint).ToList();
        Assert.Equal([3, 6], all.Select(c => c.Size));
        Assert.Equal([null, all[0].Hash()], all.Select(c => c.Previous));
        Assert.Single((await ledgers.Auditor.Read("ledger/checkpoints?after=3")).GetProperty("items").EnumerateArray());
        var key = (await Client.Read("ledger/keys")).GetProperty("keys")[0];
        Assert.All(all, c => Assert.True(new PublicKey(key.Text("x"), key.Text("y")).Signed(c.Body(), c.Signature)));
        var (code, said) = await ledgers.Verified(JsonSerializer.Serialize(all, Json.Web));
        Assert.True(code == 0, said);
        Assert.Contains("agree: of 3, 6 events", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_end_of_a_day_is_signed()
    {
        await Flow.Programmes(ladder, district);
        await Flow.Registered(Client);
        await Client.Command($"days/{Flow.Today.AddDays(-1):O}/closing", new { }).Good();
        await Kit.Eventually.True(async () => (await Signer()).Any(), TimeSpan.FromMinutes(4));
        await Client.Command($"days/{Flow.Today.AddDays(-9):O}/closing", new { }).Good();
        Assert.Equal("service:ladder", (await Signer()).Single());
        Assert.Equal(0, (await ledgers.Verified()).Code);
    }

    [Fact]
    public async Task an_event_is_proven_to_be_covered_and_a_checkpoint_to_be_the_beginning_of_another()
    {
        var firm = await Signed(5);
        await Signed(4);
        var position = (await Events()).Single(e => e.Stream == $"firm:{firm}").Position;
        var proof = await ledgers.Auditor.Read($"ledger/inclusion/{position}");
        var (covering, path) = (Checkpoint(proof.GetProperty("checkpoint")), Path(proof));
        Assert.Equal(5, covering.Size);
        var leaf = Tree.Leaf(Encoding.UTF8.GetBytes(proof.Text("event")));
        Assert.Equal(proof.Text("leaf"), Tree.Hex(leaf));
        Assert.True(Proofs.Includes(proof.Int("index"), covering.Size, leaf, path, Convert.FromHexString(covering.Root)));

        var later = await ledgers.Auditor.Read("ledger/consistency?from=5&to=11");
        var (from, to) = (Checkpoint(later.GetProperty("from")), Checkpoint(later.GetProperty("to")));
        Assert.True(Proofs.Extends(from.Size, Convert.FromHexString(from.Root), to.Size, Convert.FromHexString(to.Root), Path(later)));
        await Flow.Registered(Client);
        await Kit.Eventually.True(async () => (await Events()).Count == 13, TimeSpan.FromMinutes(4));
        Assert.Equal((409, "ledger.not-covered"), await ledgers.Auditor.GetAsync($"ledger/inclusion/{(await Events())[^1].Position}").Problem());
    }

    /// <summary>The log keeps decimals, and so does a leaf: no two amounts have one hash.</summary>
    [Fact]
    public async Task money_beyond_a_double_keeps_its_digits()
    {
        var firm = await Signed(1);
        const decimal Much = 9_876_543_210_123.123456m;
        await Client.Command($"firms/{firm}/facts", new { facts = new[] { Figures.Of(2025, "sales", "salesRevenue.hnte195", Much, "CNY") } }).Good();
        await ledgers.Sign();
        Assert.Contains(await ledgers.Export(), l => l.Contains("\"value\":9876543210123.123456}", StringComparison.Ordinal));
        await ledgers.Tamper(
            $"update {Database.Events}.mt_events set data = jsonb_set(data, '{{value}}', '9876543210123.123457') where tenant_id = $1 and type = 'annual_fact_submitted'");
        Assert.Contains("annual_fact_submitted) is altered", (await ledgers.Verified()).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_part_of_the_log_is_checked_alone()
    {
        await Signed(5);
        await Signed(4);
        var (code, said) = Ledgers.Verify(await ledgers.Export("?from=5&to=11"));
        Assert.True(code == 0, said);
        Assert.Contains("6 of 12 events, from index 5", said, StringComparison.Ordinal);
        (code, said) = Ledgers.Verify(await ledgers.Export("?from=6&to=11"));
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task a_byte_that_is_changed_in_the_file_is_named()
    {
        var firm = await Signed();
        var lines = await ledgers.Export();
        var at = Array.FindIndex(lines, l => l.Contains($"firm:{firm}", StringComparison.Ordinal));
        string[] With(string old, string changed) => [.. lines.Select((l, i) => i == at ? l.Replace(old, changed, StringComparison.Ordinal) : l)];
        var name = $"(firm:{firm}, version 1, enterprise_registered)";
        var (code, said) = Ledgers.Verify(With("嘉定示例2", "嘉定示例9"));
        Assert.Equal(1, code);
        Assert.Contains($"{name} is altered: what it says is not what was signed, and its leaf is (by the checkpoint of 3 events)", said, StringComparison.Ordinal);
        var leaf = JsonElement.Parse(lines[at]).Text("leaf");
        Assert.Contains($"{name} is as it was signed; the leaf beside it is altered", Ledgers.Verify(With(leaf, leaf[..^1] + (leaf[^1] == '0' ? '1' : '0'))).Said, StringComparison.Ordinal);
        Assert.Contains("line 4 cannot be read", Ledgers.Verify(With("\"index\"", "\"indes\"")).Said, StringComparison.Ordinal);
        Assert.Contains("Removed: the event with index 2", Ledgers.Verify([.. lines.Where((_, i) => i != at)]).Said, StringComparison.Ordinal);
        Assert.Contains("comes with index 2, which was there before", Ledgers.Verify([.. lines[..(at + 1)], lines[at], .. lines[(at + 1)..]]).Said, StringComparison.Ordinal);
        Assert.Equal(2, Ledgers.Verify(lines[1..]).Code);
        Assert.Equal(2, Ledgers.Verify([]).Code);
        Assert.Equal(1, Ledgers.Verify(lines[..^1]).Code);
    }

    [Fact]
    public async Task a_checkpoint_that_is_changed_is_named()
    {
        await Signed();
        await Signed();
        var lines = await ledgers.Export();
        string[] With(string old, string changed) => [.. lines.Select(l => l.Contains("\"kind\":\"checkpoint\"", StringComparison.Ordinal) ? l.Replace(old, changed, StringComparison.Ordinal) : l)];
        var first = Checkpoint((await ledgers.Auditor.Read("ledger/checkpoints")).GetProperty("items")[0]);
        var (code, said) = Ledgers.Verify(With(first.Root, new string('a', 64)));
        Assert.Equal(1, code);
        Assert.Contains("the checkpoint of 3 events does not have the signature of its key", said, StringComparison.Ordinal);
        Assert.Contains("does not name the one of 3 before it", said, StringComparison.Ordinal);
        Assert.Contains("The checkpoint of 8 events agrees again", said, StringComparison.Ordinal);
        Assert.Contains("Removed: a checkpoint before that of 8 events", Ledgers.Verify([.. lines.Where(l => !l.Contains($"\"root\":\"{first.Root}\",\"time\"", StringComparison.Ordinal) || !l.Contains("\"kind\":\"checkpoint\"", StringComparison.Ordinal))]).Said, StringComparison.Ordinal);
    }

    private static Checkpoint Checkpoint(JsonElement json) => json.Deserialize<Checkpoint>(Json.Web)!;

    private static byte[][] Path(JsonElement proof) => [.. proof.GetProperty("path").EnumerateArray().Select(p => Convert.FromHexString(p.GetString()!))];

    private async Task<List<ExportedEvent>> Events() => [.. (await ledgers.Export()).Select(ExportLine.Read).OfType<ExportedEvent>()];

    private async Task<IEnumerable<string>> Signer() => (await Events()).Where(e => e.Type == "ledger_checkpoint_signed").Select(e => e.Event!.Value.GetProperty("data").Text("by"));
}
