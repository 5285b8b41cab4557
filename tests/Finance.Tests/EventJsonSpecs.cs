using System.Text.Json;
using Cultivation.Finance.Banks;
using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Finance.Products;
using Cultivation.Finance.Witness;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests;

/// <summary>Events are stored for ever: their JSON changes only on purpose, with an upcaster.</summary>
public sealed class EventJsonSpecs
{
    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly Basis Basis = new("stageEntered", "ladder:1-10", "jd.hnte", "cn.hnte", "GR202431000001");
    private static readonly ProductNames Product = new("hnte-loan", "高企贷", "HNTE loan");

    private static readonly object[] All =
    [
        new BankRegistered("bank-a", "样例银行", "Sample bank"),
        new BankSubscribed("bank-a", "s1", ["eligibility"], ["hnte-loan"], "310114", Day, Day.AddYears(1), "协议1号"),
        new DisclosureApproved("bank-a", "jd.economic-commission", "批复1号", Day, Day.AddYears(1), "zhao"),
        new DisclosureApprovalRevoked("bank-a", "jd.economic-commission", "批复2号", Day, "zhao"),
        new LeadUnitsNamed([new("jd.economic-commission", "区经委", "District economic commission")], "附件2", "zhao"),
        new AmqpPasswordSet("bank-a", "bank.310114.bank-a", "zhao"),
        new QueueRefilled("bank-a", 7, "zhao"),
        new WebhookAddressSet("bank-a", "https://bank.example/feed", 7, "zhao"),
        new WebhookSecretRotated("bank-a", new DateTimeOffset(2026, 11, 23, 2, 30, 0, TimeSpan.Zero), "zhao"),
        new WebhookDisabled("bank-a", "维护", "zhao"),
        new WebhookEnabled("bank-a", "zhao"),
        new WebhookPaused("bank-a", 7, new DateTimeOffset(2026, 11, 20, 2, 30, 0, TimeSpan.Zero), 47, "timeout"),
        new WebhookReplayRequested("bank-a", "p1", 2, 7, "zhao"),
        new ProductPublished("hnte-loan", "高企贷", "HNTE loan", Day, Samples.Json(Samples.Holds("stageHeld", "jd.hnte"))),
        new ConsentGranted("bank-a", ["eligibility"], "loan", Day, Day.AddYears(1), "li", "paper", Samples.Hash),
        new ConsentWithdrawn("bank-a", Day, "li"),
        new FirmNamed(Samples.Code, Samples.Name, "ladder:1-1"),
        new StageHeld("jd.hnte", Day, "r1", "ladder:1-10"),
        new StageEnded("jd.hnte", Day, "movedOut", true, "ladder:1-20"),
        new CredentialHeld("r1", "cn.hnte", "GR202431000001", Day, Day.AddYears(3), "ladder:1-9"),
        new CredentialExpired("r1", Day, "ladder:1-21"),
        new CredentialRevoked("r1", Day, true, "ladder:1-22"),
        new CredentialRestored("r1", Day, Day.AddYears(1), "ladder:1-23"),
        new CredentialAnnulled("r1", "ladder:1-24"),
        new EligibilityGranted("hnte-loan", 1, Day, Basis),
        new EligibilityWithdrawn("hnte-loan", 3, Day, Basis),
        new EligibilityCorrected("hnte-loan", 3, Day, Basis),
        new EligibilityDisclosed("bank-a", DisclosureKind.Corrected, 3, Samples.Code, Samples.Name, Product, false, Day, Basis, 4, Day.AddYears(1), 90, [4]),
        new ConsentEndDisclosed("bank-a", Samples.Code, Samples.Name, Day, [4]),
        new CheckpointDisclosed("bank-a", new(12, new string('a', 64), "2026-11-25T02:30:00.000000Z", new string('b', 64), "kid", "c2ln")),
        new FeedEntry(
            "f1", 5, DisclosureKind.Corrected, Samples.Code, Samples.Name, Product, false, Day, new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.FromHours(8)), Basis, 3,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null, Day.AddYears(1), 90, [3], "salt", new(2, new string('c', 64))),
    ];

    [Fact]
    public void the_json_of_every_event_is_as_it_was()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        Snapshot.Is("events", JsonSerializer.Serialize(
            All.ToDictionary(e => JsonNamingPolicy.SnakeCaseLower.ConvertName(e.GetType().Name), e => JsonSerializer.SerializeToElement(e, e.GetType(), options)), options));
    }

    [Fact]
    public void no_event_is_missing_here() => Assert.Equal(FinanceModule.Events.Order(ByName), All.Select(e => e.GetType()).Order(ByName));

    private static readonly Comparer<Type> ByName = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));
}
