using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Loans;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests.Loans;

/// <summary>A loan of bank A to the firm of <see cref="Samples"/>, on entry 7 of its feed.</summary>
internal static class LoanSamples
{
    public static readonly DateOnly Start = new(2026, 6, 1);
    public static readonly string Id = Loan.IdOf("bank-a", "L-1");

    public static readonly LoanTerms Terms = new(1_000_000m, Start, Start.AddYears(1), 0.0345m, 12_000m);

    public static readonly ReportLoan Report = new(
        "L-1", "hnte-loan", Terms.Principal, Terms.StartOn, Terms.EndOn, Terms.Rate, "1-7", Samples.Code, null, Terms.Premium);

    public static readonly LoanReported Reported = new(
        Id, "bank-a", "L-1", "f1", Samples.Code, "hnte-loan", Terms.Principal, Terms.StartOn, Terms.EndOn, Terms.Rate, Terms.Premium, "1-7", Samples.Entered, null,
        Spec.Today, "zhang");

    public static readonly ToldEntry Granted = Entry(7, DisclosureKind.Granted, Samples.Since, new(2026, 5, 1));

    public static readonly BasisEntry Relied = new(new Cursor(1, 7), Granted.Entry, Samples.Code, false, []);

    public static ToldEntry Entry(long position, DisclosureKind kind, DateOnly effectiveOn, DateOnly recordedOn, string product = "hnte-loan") => new(position, new FeedEntry(
        "f1", 4, kind, Samples.Code, Samples.Name, kind == DisclosureKind.ConsentEnded ? null : new(product, "高企贷", "HNTE loan"), kind == DisclosureKind.Granted, effectiveOn,
        new DateTimeOffset(recordedOn.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8)), Samples.Entered, null, null));

    public static Loan Given(params object[] happened) => happened.Aggregate(new Loan(), (loan, one) => loan.After(one));

    public static LoanRepaid Repaid(string number, decimal principal, decimal interest = 0, DateOnly? on = null) =>
        new(Id, "f1", number, principal, interest, on ?? new(2026, 9, 1), Spec.Today, "zhang");

    public static void Then(object[] expected, object[] happened) => Assert.Equal(expected.Select(Spec.Text), happened.Select(Spec.Text));
}
