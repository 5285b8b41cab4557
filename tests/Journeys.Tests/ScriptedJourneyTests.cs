using Cultivation.Kit;

namespace Cultivation.Journeys.Tests;

/// <summary>What a newcomer does: <c>deploy/up</c> with its demo district, then the journeys with plain curl, each of which ends at the first step that is not as expected.</summary>
public sealed class ScriptedJourneyTests
{
    [Fact]
    public async Task each_journey_ends_as_expected_on_the_product_that_deploy_up_has_started()
    {
        await using var product = await Scripts.OwnAsync();
        await product.UpAsync(demo: true);
        foreach (var journey in (string[])["first", "year", "bank"])
            Assert.Matches($@"(?m)^{journey}: \d+ steps as expected", await product.DoAsync("journey", journey));
    }
}
