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

/// <summary>Firm and commission agreed what the time in the pool brings (培育计划).</summary>
/// <param name="MenuItems">Codes of the menu.</param>
/// <param name="MentorRef">Who coaches, by reference; null for nobody yet.</param>
/// <param name="PeriodTo">Last day.</param>
public sealed record CultivationPlanAgreed(string PoolId, string Uscc, string[] MenuItems, string? MentorRef, DateOnly PeriodFrom, DateOnly PeriodTo);

/// <summary>Coaching was given.</summary>
/// <param name="Hours">Length of it.</param>
/// <param name="Attendees">Who came, counted each time (人次).</param>
/// <param name="GivenBy">By reference.</param>
public sealed record CoachingDelivered(string Uscc, CoachingForm Form, DateOnly GivenOn, decimal Hours, int Attendees, string GivenBy);

/// <summary>The firm refused coaching that was offered to it. Twice is a cause to leave the pool, by a person's decision (嘉定 jd.pool.leave.coachingRefused).</summary>
/// <param name="Reference">The paper or message of the refusal.</param>
public sealed record CoachingRefused(string PoolId, string Uscc, DateOnly OfferedOn, string Reference);

public enum CoachingForm { GroupTraining, OneToOne, SiteVisit, DocumentReview }

/// <summary>Why a firm left a pool: <c>Withdrawn</c> by itself or by the district, <c>HolderEnded</c> where it was struck off or its team broke up.</summary>
public enum PoolExitReason { Graduated, TermEnded, MovedAway, AdverseRecord, Withdrawn, CoachingRefused, Merged, HolderEnded }
