namespace Cultivation.Criteria;

/// <summary>
/// A ladder beside the main chain: of a firm's graded titles, of its R&amp;D units, of the carriers of a district. Who stands on one of its rungs stands beside the
/// stage, not on it; no rung is a condition of a stage. A line of candidates and yearly targets are clauses of kind reserve and target.
/// </summary>
/// <param name="Holder">Who stands on it: enterprise, rdUnit (a firm, by a unit of its own) or carrier (an organisation that is no firm of the main chain).</param>
/// <param name="Tiers">The lowest first.</param>
public sealed record SideLadder(string Id, Text Name, string Holder, Standing Standing, ImmutableArray<Stage> Tiers, ImmutableArray<Clause> Clauses);

/// <summary>The side ladder that a rung is of.</summary>
public sealed record Beside(string Id, Text Name);
