namespace Cultivation.Criteria;

/// <summary>
/// A ladder beside the firm's own: of its R&amp;D units, of the carriers of a district. What climbs it is not the firm, so its tiers are no stages and
/// none of them is a condition of one; a line of candidates and yearly targets are clauses of kind reserve and target.
/// </summary>
/// <param name="Holder">What stands on it: rdUnit or carrier.</param>
/// <param name="Tiers">The lowest first.</param>
public sealed record SideLadder(string Id, Text Name, string Holder, Standing Standing, ImmutableArray<Tier> Tiers, ImmutableArray<Clause> Clauses);

/// <param name="Order">From 1, without a gap.</param>
public sealed record Tier(string Id, int Order, Text Name);
