using Cultivation.Kit;

namespace Cultivation.Finance.Tests.BuiltIn;

/// <summary>The operator's routes are those of the built-in store.</summary>
[Collection<OnTheWire>]
public sealed class RoleTableTests(District district)
{
    [Fact]
    public void who_may_do_what_is_the_pinned_table() => Snapshot.TextIs("roles.txt", Route.Table(district.Provider));
}
