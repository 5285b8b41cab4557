namespace Cultivation.Criteria.Tests;

public sealed class CombiningSpecs
{
    private static readonly Result[] All = Enum.GetValues<Result>();

    /// <summary>The documented table, row by column: M met, U unmet, ? unknown, P needs a person, - does not apply.</summary>
    public static TheoryData<Logic, string> Tables => new()
    {
        { Logic.All, "MU?PM UUUUU ?U??? PU?PP MU?P-" },
        { Logic.Any, "MMMMM MU?PU M???? MP?PP MU?P-" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void two_results_combine_as_the_table_says(Logic logic, string table)
    {
        var rows = table.Split(' ');
        for (var row = 0; row < All.Length; row++)
            for (var column = 0; column < All.Length; column++)
                Assert.Equal(rows[row][column], Letter(logic.Combine([All[row], All[column]])));
    }

    [Theory]
    [InlineData(Logic.All)]
    [InlineData(Logic.Any)]
    public void sequence_and_nesting_do_not_matter(Logic logic)
    {
        foreach (var a in All)
            foreach (var b in All)
                foreach (var c in All)
                {
                    var together = logic.Combine([a, b, c]);
                    Assert.Equal(together, logic.Combine([c, a, b]));
                    Assert.Equal(together, logic.Combine([logic.Combine([a, b]), c]));
                }
    }

    [Theory]
    [InlineData(Logic.All)]
    [InlineData(Logic.Any)]
    public void nothing_does_not_apply(Logic logic) => Assert.Equal(Result.NotApplicable, logic.Combine([]));

    private static char Letter(Result result) => result switch
    {
        Result.Met => 'M',
        Result.Unmet => 'U',
        Result.Unknown => '?',
        Result.NeedsPerson => 'P',
        _ => '-',
    };
}
