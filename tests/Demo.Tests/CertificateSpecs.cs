using Cultivation.Demo.Population;

namespace Cultivation.Demo.Tests;

public sealed class CertificateSpecs
{
    [Fact]
    public void no_firm_holds_two_certificates_at_once()
    {
        foreach (var firm in Districts.Certificates.GroupBy(row => row.CreditCode))
        {
            var held = firm.OrderBy(row => row.IssuedOn).ToList();
            Assert.All(held.Zip(held.Skip(1)), pair => Assert.True(pair.First.ValidTo < pair.Second.IssuedOn, $"{pair}"));
        }
    }

    [Fact]
    public void a_certificate_has_a_number_of_its_own_and_lasts_three_years_to_the_day()
    {
        Assert.All(Districts.Certificates, row =>
        {
            Assert.Matches($"^GR{row.IssuedOn.Year}31[0-9]{{6}}$", row.CertificateNo);
            Assert.Equal(row.IssuedOn.AddYears(3), row.ValidTo.AddDays(1));
        });
        Assert.Equal(Districts.Certificates.Count(), Districts.Certificates.Select(row => row.CertificateNo).Distinct().Count());
    }

    [Fact]
    public void some_renew_in_time_some_with_a_gap_and_some_never()
    {
        var gaps = Districts.Certificates.GroupBy(row => row.CreditCode).SelectMany(firm =>
        {
            var held = firm.OrderBy(row => row.IssuedOn).ToList();
            return held.Zip(held.Skip(1), (one, next) => next.IssuedOn.DayNumber - one.ValidTo.DayNumber - 1);
        }).ToList();
        Assert.True(gaps.Count(gap => gap == 0) > 1_000);
        Assert.True(gaps.Count(gap => gap is > 0 and < 100) > 100);
        Assert.True(gaps.Count(gap => gap >= 100) > 50);
        var lapsed = Districts.Certificates.GroupBy(row => row.CreditCode).Count(firm => firm.Max(row => row.ValidTo) < new DateOnly(2025, 6, 1));
        Assert.True(lapsed > 100);
    }

    [Fact]
    public void a_list_gives_the_name_that_the_firm_had_when_it_was_announced()
    {
        var firms = Districts.Today.Firms.ToDictionary(firm => firm.CreditCode);
        foreach (var list in Districts.Today.Lists)
            Assert.All(list.Rows, row => Assert.Equal(firms[row.CreditCode].NameOn(list.AnnouncedOn), row.LegalName));
        Assert.Contains(Districts.Certificates, row => row.LegalName == firms[row.CreditCode].LaterName);
        Assert.True(firms.Values.Count(firm => firm.RenamedOn <= Districts.Day) > 30);
    }

    [Fact]
    public void revocations_reach_back_before_their_decision_but_not_into_published_stocks()
    {
        Assert.NotEmpty(Districts.Today.Revocations);
        Assert.All(Districts.Today.Revocations, one =>
        {
            Assert.True(one.What.EffectiveFrom < one.What.DecidedOn);
            Assert.True(one.What.EffectiveFrom > new DateOnly(2018, 12, 31));
            Assert.InRange(one.What.EffectiveFrom, one.What.Certificate.IssuedOn, one.What.Certificate.ValidTo);
        });
    }

    [Fact]
    public void an_award_goes_to_a_holder_and_each_kind_at_most_once()
    {
        var held = Districts.Certificates.ToLookup(row => row.CreditCode);
        var awards = Districts.Today.Lists.SelectMany(list => list.Rows).Where(row => row.CredentialType is Awards.Cultivation or Awards.Giant).ToList();
        Assert.Equal(awards.Count, awards.DistinctBy(row => (row.CreditCode, row.CredentialType)).Count());
        Assert.All(awards, award => Assert.Contains(held[award.CreditCode], row => row.ValidOn(award.IssuedOn)));
        Assert.Contains(
            awards.GroupBy(award => award.CreditCode, award => award.CredentialType), kinds => kinds.SequenceEqual([Awards.Cultivation, Awards.Giant]));
    }
}
