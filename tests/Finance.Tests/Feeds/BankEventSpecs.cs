using System.Text;
using System.Text.Json;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Book;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>The bytes that banks read, pinned: a bank's program reads them for years.</summary>
public sealed class BankEventSpecs
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static readonly DateTimeOffset Recorded = new(2026, 11, 22, 2, 30, 0, 125, TimeSpan.Zero);

    private static readonly FeedEntry Granted = new(
        "f1", 5, DisclosureKind.Granted, Samples.Code, Samples.Name, Samples.Names(Samples.StageLoan), true, Samples.Since, Recorded,
        new Basis("stageEntered", "ladder:1-10", "jd.hnte", "cn.hnte", "GR202431000001"), null, Trace, ExpiresOn: new DateOnly(2027, 3, 1), Salt: "00112233445566778899aabb",
        Book: new BookDigest(2, new string('c', 64)));

    public static TheoryData<string, string> Entries => new(
        [
            ("granted", Text(Granted)),
            ("withdrawn", Text(Granted with { Kind = DisclosureKind.Withdrawn, Eligible = false, EffectiveOn = new DateOnly(2026, 11, 22), Basis = new Basis("stageLeft", "ladder:1-20", "jd.hnte"), ExpiresOn = null, Ends = [3], Salt = null })),
            ("corrected", Text(Granted with { Kind = DisclosureKind.Corrected, Eligible = false, EffectiveOn = new DateOnly(2025, 1, 1), Basis = new Basis("recognitionRevoked", "ladder:1-20", null, "cn.hnte", "GR202431000001"), Supersedes = 3, ExpiresOn = null, Ends = [3], Salt = null, Loans = ["L1", "L2"] })),
            ("consent-ended", Text(Granted with { Kind = DisclosureKind.ConsentEnded, Product = null, Eligible = false, EffectiveOn = new DateOnly(2026, 11, 22), Basis = null, ExpiresOn = null, Ends = [3, 5], Salt = null, Book = BookDigest.Empty })),
            ("changed", Text(Granted with { Kind = DisclosureKind.Changed, LegalName = "上海嘉定新名科技有限公司", ExpiresOn = new DateOnly(2030, 3, 1), Ends = [3] })),
            ("granted-with-criteria", Text(Granted with
            {
                Criteria = [new("hnte-loan.1", "所处阶段", "Stands on the stage", null, "jd.hnte", null), new("hnte-loan.2", "销售收入不超过2亿元", "Sales of at most 200 million yuan", 52_000_000.5m, null, "CNY")],
            })),
            ("expiring", Text(Granted with { Kind = DisclosureKind.Expiring, EffectiveOn = new DateOnly(2027, 3, 1), WithinDays = 90, Salt = null })),
            ("coverage-ended", Text(Granted with { Kind = DisclosureKind.CoverageEnded, Eligible = false, EffectiveOn = new DateOnly(2027, 1, 1), Basis = new Basis("coverageEnded", "bank:bank-a"), ExpiresOn = null, Ends = [3], Salt = null })),
            ("checkpoint", Text(new FeedEntry(
                "", 5, DisclosureKind.Checkpoint, "", "", null, false, new DateOnly(2026, 11, 22), Recorded, null, null, Trace,
                new(12, new string('a', 64), "2026-11-25T02:30:00.000000Z", new string('b', 64), "kid", "c2ln")))),
            ("webhook-stopped", Text(new FeedEntry(
                "", 5, DisclosureKind.WebhookStopped, "", "", null, false, new DateOnly(2026, 11, 22), Recorded, null, null, Trace, Book: new BookDigest(2, new string('c', 64)),
                Stop: new(WebhookState.Disabled, StopReasons.Gone, Recorded, 6)))),
            ("test", Encoding.UTF8.GetString(BankEvent.Bytes(json => BankEvent.WriteTest(json, "310114", "bank-a", "test-1", Recorded, Trace)))),
        ]);

    [Theory]
    [MemberData(nameof(Entries))]
    public void an_entry_is_written_so(string name, string text) => Snapshot.Is($"entry-{name}", text);

    [Fact]
    public void what_is_withheld_tells_its_position_alone() => Assert.Equal(
        """{"position":7,"withheld":true}""", Encoding.UTF8.GetString(BankEvent.Bytes(json => BankEvent.WriteWithheld(json, new Cursor(1, 7)))));

    [Fact]
    public void the_trace_of_the_delivery_is_the_only_thing_that_may_differ()
    {
        var other = Trace.Replace("b7ad6b7169203331", "00f067aa0ba902b7", StringComparison.Ordinal);
        Assert.Equal(Text(Granted), Text(Granted, other).Replace(other, Trace, StringComparison.Ordinal));
    }

    [Fact]
    public void a_replay_has_one_more_member_and_otherwise_the_same_bytes()
    {
        Assert.Equal(Text(Granted).Replace(",\"data\":", ",\"replay\":true,\"data\":", StringComparison.Ordinal), Text(Granted, replay: true));
        Assert.Equal(
            """{"position":7,"withheld":true,"replay":true}""", Encoding.UTF8.GetString(BankEvent.Bytes(json => BankEvent.WriteWithheld(json, new Cursor(1, 7), replay: true))));
    }

    private static string Text(FeedEntry entry, string trace = Trace, bool replay = false) =>
        Encoding.UTF8.GetString(BankEvent.Bytes(json => BankEvent.Write(json, "310114", "bank-a", new Cursor(1, 7), entry, trace, replay)));
}
