using Cultivation.Finance.Tests.Feeds;

namespace Cultivation.Finance.Tests.BuiltIn;

/// <summary>The daemon reads the saved position with each page. Marten's keeps its own in memory until it is started again.</summary>
public sealed class MovedPositionTests : OwnDistrict
{
    [Fact]
    public async Task a_feeder_whose_position_was_lost_while_it_runs_copies_nothing_twice_and_leaves_nothing_out()
    {
        var lost = await LostPosition.With(District);
        await lost.Lose();
        await lost.GoesOn();
    }
}
