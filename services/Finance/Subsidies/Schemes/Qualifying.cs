using System.Security.Cryptography;
using System.Text.Json;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using Cultivation.Finance.Reliances;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies.Schemes;

/// <summary>Who qualifies for a scheme in a year, with the numbers; and which loans do not, and why. Pure: the same facts give the same digest.</summary>
/// <param name="Unconfirmed">Figures that wait for a person: with any, nothing is recorded.</param>
internal sealed record Qualifying(string SchemeId, int SchemeVersion, int Year, string[] Unconfirmed, QualifyingFirm[] Firms, LeftOut[] LeftOut)
{
    /// <summary>Yuan.</summary>
    public decimal Total => Firms.Sum(f => f.Amount);

    /// <summary>SHA-256 of firms, loans and amounts: what a person saw is what is recorded.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { SchemeId, SchemeVersion, Year, Firms }, Json.Web)));

    /// <param name="loans">Loans that were paid back in full.</param>
    /// <param name="before">Loans that an earlier run of the scheme counted, and firms that have a subsidy of this year.</param>
    /// <exception cref="RuleBroken"><c>scheme.no-window</c>.</exception>
    public static Qualifying Of(
        Scheme scheme, SchemeVersion version, int year, IEnumerable<Loan> loans, IReadOnlyDictionary<string, FirmAccount> accounts, Before before, DateOnly today)
    {
        var rules = version.Rules;
        var window = rules.Windows.Value.FirstOrDefault(w => w.Year == year) ?? throw new RuleBroken("scheme.no-window", new { year });
        List<QualifyingFirm> firms = [];
        List<LeftOut> leftOut = [];
        var paidBack = loans.Where(l => rules.Products.Value.Contains(l.ProductCode) && window.From <= l.RepaidOn && l.RepaidOn <= window.To);
        foreach (var ofFirm in paidBack.OrderBy(l => l.Id, StringComparer.Ordinal).GroupBy(l => l.FirmId).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            List<SubsidyLine> lines = [];
            foreach (var loan in ofFirm)
            {
                var account = accounts.GetValueOrDefault(ofFirm.Key) ?? new FirmAccount();
                if (Lacking(rules, loan, account, before, today) is { } why)
                    leftOut.Add(new(ofFirm.Key, loan.CreditCode, loan.LoanId, loan.LoanNo, why));
                else
                    lines.Add(Line(rules, loan, account));
            }
            if (lines.Count > 0)
                firms.Add(QualifyingFirm.Of(ofFirm.Key, ofFirm.Last().CreditCode, rules.Cap.Value, lines));
        }
        return new(scheme.SchemeId, version.Number, year, version.Unconfirmed(), [.. firms], [.. leftOut]);
    }

    // What is not known is said, never counted as nothing.
    private static WhyNot? Lacking(SchemeRules rules, Loan loan, FirmAccount account, Before before, DateOnly today) =>
        before.Firms.Contains(loan.FirmId) ? WhyNot.FirmHasSubsidy
        : before.Loans.Contains(loan.LoanId) ? WhyNot.LoanCountedBefore
        : loan.Mark is not null || !loan.Reliance.StandsIn(account) ? WhyNot.BasisCorrected
        : rules.NotDishonest.Value && account.IsDishonest(today) ? WhyNot.Dishonest
        : Base(rules.Kind, loan) is not { } paid ? WhyNot.PremiumUnknown
        : Money.ToFen(paid * rules.Rate.Value) == 0 ? WhyNot.NothingPaid
        : Asks(rules.Held.Value) && HeldThen(rules.Held.Value, loan, account) is null ? WhyNot.NotHeld
        : null;

    private static SubsidyLine Line(SchemeRules rules, Loan loan, FirmAccount account)
    {
        var paid = Base(rules.Kind, loan)!.Value;
        Reliance[] rests = HeldThen(rules.Held.Value, loan, account) is { } held && Asks(rules.Held.Value)
            ? [loan.Reliance, new(held.Kind == HoldingKind.Stage ? RelianceKind.Stage : RelianceKind.Credential, held.Key, loan.Terms.StartOn, held.Start.Ref)]
            : [loan.Reliance];
        return new(loan.LoanId, loan.BankId, loan.LoanNo, loan.RepaidOn!.Value, paid, rules.Rate.Value, Money.ToFen(paid * rules.Rate.Value), rests);
    }

    private static decimal? Base(SubsidyKind kind, Loan loan) => kind == SubsidyKind.Premium ? loan.Terms.Premium : loan.Repayments.Sum(r => r.Interest);

    private static bool Asks(Held held) => held.Stages.Length + held.Credentials.Length > 0;

    private static Holding? HeldThen(Held asked, Loan loan, FirmAccount account) => account.Holdings.FirstOrDefault(h =>
        (h.Kind == HoldingKind.Stage ? asked.Stages : asked.Credentials).Contains(h.Code) && h.On(loan.Terms.StartOn));
}

/// <summary>What earlier runs of a scheme have counted.</summary>
internal sealed record Before(IReadOnlySet<string> Firms, IReadOnlySet<string> Loans);

/// <summary>A firm that qualifies.</summary>
/// <param name="Uncapped">Sum of the lines, yuan.</param>
/// <param name="Amount">The same, at most the cap.</param>
internal sealed record QualifyingFirm(string FirmId, string CreditCode, decimal Uncapped, decimal? Cap, decimal Amount, SubsidyLine[] Lines)
{
    public static QualifyingFirm Of(string firmId, string creditCode, decimal? cap, List<SubsidyLine> lines)
    {
        var sum = lines.Sum(l => l.Amount);
        return new(firmId, creditCode, sum, cap, cap < sum ? cap.Value : sum, [.. lines]);
    }
}

/// <summary>A loan that was paid back in the window and does not count.</summary>
internal sealed record LeftOut(string FirmId, string CreditCode, string LoanId, string LoanNo, WhyNot Why);

/// <summary>Why a loan does not count.</summary>
internal enum WhyNot
{
    /// <summary>The firm has a subsidy of this scheme and year.</summary>
    FirmHasSubsidy,

    /// <summary>The loan counted in another year.</summary>
    LoanCountedBefore,

    /// <summary>The firm was not eligible for the product when the loan began, as is now known.</summary>
    BasisCorrected,

    /// <summary>The firm stands on a list of seriously dishonest subjects.</summary>
    Dishonest,

    /// <summary>The bank has not said what premium was paid.</summary>
    PremiumUnknown,

    /// <summary>There is less than a fen to pay.</summary>
    NothingPaid,

    /// <summary>The firm did not hold what the scheme asks for when the loan began.</summary>
    NotHeld,
}
