using Cultivation.Demo.Population;

namespace Cultivation.Demo.Tests;

public sealed class CreditCodeSpecs
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // GB 32100-2015, table of weights.
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2, 1];

    [Fact]
    public void the_standards_own_example_computes() => Assert.True(Computes("91350100M000100Y43"));

    [Fact]
    public void codes_compute_but_for_a_few_legacy_ones()
    {
        var legacy = Districts.Today.Firms.Count(firm => !Computes(firm.CreditCode));
        Assert.InRange(legacy, 1, 20);
    }

    [Fact]
    public void a_legacy_code_fails_in_its_last_character_only()
    {
        var (good, legacy) = (CreditCode.Of("310114", 7), CreditCode.Legacy("310114", 7));
        Assert.Equal(good[..17], legacy[..17]);
        Assert.True(Computes(good));
        Assert.False(Computes(legacy));
    }

    [Fact]
    public void codes_and_names_are_unique()
    {
        var firms = Districts.Today.Firms;
        Assert.Equal(firms.Count, firms.Select(firm => firm.CreditCode).Distinct().Count());
        Assert.Equal(firms.Count * 2, firms.SelectMany(firm => new[] { firm.Name, firm.LaterName }).Distinct().Count());
    }

    private static bool Computes(string code) =>
        code.Length == 18
        && code.Select((c, i) => Alphabet.IndexOf(c, StringComparison.Ordinal) * Weights[i]).Sum() % 31 == 0
        && code[8..17].Select((c, i) => Value(c, i) * OrganisationWeights[i]).Sum() % 11 == 0;

    // In the organisation code letters count from A = 10; as its check character X is ten.
    private static int Value(char c, int place) => char.IsDigit(c) ? c - '0' : place == 8 ? 10 : c - 'A' + 10;
}
