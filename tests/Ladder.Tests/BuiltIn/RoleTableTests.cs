using Cultivation.Ladder.Tests.Http;

namespace Cultivation.Ladder.Tests.BuiltIn;

/// <summary>The operator's routes are those of the built-in store.</summary>
public sealed class RoleTableTests(LadderService ladder)
{
    [Fact]
    public void who_may_do_what_is_the_pinned_table() => Snapshot.Matches("roles.txt", string.Join('\n', Route.All(ladder).Select(r =>
        $"{r.Method,-4} {r.Path}: {(r.Allowed.Length == 0 ? "anybody who is known" : string.Join(' ', r.Allowed.Order(StringComparer.Ordinal)))}")));
}
