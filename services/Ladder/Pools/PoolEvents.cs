namespace Cultivation.Ladder.Pools;

// Stored for ever in the stream firm:{id}: add, never rename. What admits to a pool is PoolAdmitted; uscc is the 18-character credit code.

/// <summary>The firm left an entry pool (出库).</summary>
/// <param name="PoolId">The pool, by the id of its stage.</param>
/// <param name="ExitedOn">Day of the decision or of what led to it.</param>
/// <param name="EffectiveOn">First day on which the firm is no longer in the pool.</param>
public sealed record PoolExited(string PoolId, string Uscc, DateOnly ExitedOn, PoolExitReason Reason, DateOnly EffectiveOn);

/// <summary>The admission had been recorded by mistake: the firm was never in the pool by it.</summary>
/// <param name="Reason">Why; of a list that was undone its paper.</param>
public sealed record PoolAdmissionAnnulled(string PoolId, string Uscc, DateOnly AdmittedOn, DateOnly AnnulledOn, string Reason);

/// <summary>The exit had been recorded by mistake: the firm stayed in the pool.</summary>
/// <param name="Reason">Why; of a list that was undone its paper.</param>
public sealed record PoolExitAnnulled(string PoolId, string Uscc, DateOnly EffectiveOn, DateOnly AnnulledOn, string Reason);

/// <summary>Why a firm left a pool.</summary>
public enum PoolExitReason { Graduated, TermEnded, MovedAway, AdverseRecord, Withdrawn, CoachingRefused, Merged }
