using Cultivation.Finance.Calendars;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Reliances;
using Cultivation.Finance.Subsidies;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Hosting;
using Cultivation.Finance.Tests.Loans;

namespace Cultivation.Finance.Tests.Subsidies;

/// <summary>The premium subsidy of 沪科〔2025〕212号 as data, the calendar of 2026, and a subsidy of the firm of <see cref="Samples"/>.</summary>
internal static class SubsidySamples
{
    public const string Source = "沪科〔2025〕212号";
    public const string Id = "premium.2026.f1";

    /// <summary>Rest days and worked weekends of 2026, see the domain's calendar.</summary>
    public static readonly WorkingCalendar Of2026 = new(
        "calendar:2026", 2026, [.. Days(10, 1, 7), .. Days(9, 25, 3), .. Days(1, 1, 3)], [new(2026, 9, 20), new(2026, 10, 10)], "国办发明电〔2025〕1号", 1);

    public static readonly Dictionary<int, WorkingCalendar> Working = new() { [2026] = Of2026 };

    public static readonly SchemeRules Premium = new(
        SubsidyKind.Premium, Sure<string[]>(["hnte-loan"]), Sure<Window[]>([new(2026, new(2026, 8, 1), new(2026, 11, 30))]), new(0.5m, Certainty.Secondary, Source, true),
        Sure<decimal?>(null), Sure(new Held([], [])), Sure(true), Sure(3));

    public static readonly SchemePublished Published = new("premium", 1, "保费补贴", "Premium subsidy", Premium, Source, Spec.Today, "wang");
    public static readonly SchemeFigureConfirmed RateConfirmed = new("premium", 1, "rate", Source, Spec.Today, "wang");

    public static readonly Person Li = new("li", "李敏", [Roles.CaseWorker], ["310114"], null, null);
    public static readonly Person OfFirm = new("f", "企业", [Roles.Firm], ["310114"], null, "f1");

    public static readonly Reliance OnProduct = new(RelianceKind.Product, "hnte-loan", LoanSamples.Start, Samples.Entered.Ref);
    public static readonly SubsidyLine Line = new(LoanSamples.Id, "bank-a", "L-1", new(2026, 9, 1), 12_000m, 0.5m, 6_000.00m, [OnProduct]);
    public static readonly SubsidyProposed Proposed = new(Id, "premium", 1, 2026, "f1", Samples.Code, 6_000.00m, null, [Line], 3, new(2026, 9, 15), "li");
    public static readonly SubsidyNoticeSent Sent = new(Id, NoticeChannel.Letter, At(new(2026, 9, 16)), "li");

    /// <summary>Received on a Friday: Sunday the 20th is worked, so the third working day is Tuesday the 22nd.</summary>
    public static readonly SubsidyNoticeReceived Received = new(Id, new(2026, 9, 18), Samples.Hash, new(2026, 9, 22), "li");

    public static readonly PayeeAccount Account = new("a1", "f1", Samples.Name, "样例银行嘉定支行", "6222021001116245702");

    public static readonly SubsidyConfirmed Confirmed = new(
        "premium", Samples.Code, 2026, 6_000.00m, [LoanSamples.Id], Sent.SentAt, Received.ReceivedOn, new(2026, 9, 22), Received.DeadlineOn, "a1", "5702", null, "f");

    public static Subsidy Given(params object[] happened) => happened.Aggregate(new Subsidy(), (subsidy, one) => subsidy.After(one));

    public static Scheme Made(params object[] happened) => happened.Aggregate(new Scheme(), (scheme, one) => scheme.After(one));

    public static Figure<T> Sure<T>(T value) => new(value, Certainty.Documented, Source, false);

    public static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(9, 0)), Clock.Offset);

    public static FirmAccount Firm(params object[] happened) => new Spec().Offering(Samples.BothLoans).Given([Samples.Named, .. happened]).Account;

    private static IEnumerable<DateOnly> Days(int month, int first, int count) => Enumerable.Range(0, count).Select(i => new DateOnly(2026, month, first + i));
}
