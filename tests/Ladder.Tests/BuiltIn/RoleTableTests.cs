using Cultivation.Ladder.Tests.Http;

namespace Cultivation.Ladder.Tests.BuiltIn;

/// <summary>The operator's routes are those of the built-in store.</summary>
public sealed class RoleTableTests(LadderService ladder)
{
    [Fact]
    public void who_may_do_what_is_the_pinned_table() => Snapshot.Matches("roles.txt", Route.Table(ladder.Services));
}
