namespace Cultivation.Ladder.Cases;

/// <summary>What the firm promised instead of proving it.</summary>
/// <param name="Outcome">Null until it is checked.</param>
public sealed record Commitment(
    string TextId, string TextVersion, string SignedBy, string[] Papers, DateOnly SignedOn, DateOnly? VerifyByOn, SlaPlan Term,
    CommitmentOutcome? Outcome = null)
{
    internal static Commitment Of(CommitmentSigned e) => new(e.TextId, e.TextVersion, e.SignedBy, e.Papers, e.SignedOn, e.VerifyByOn, e.Term);
}

/// <summary>A promise that proved false, on the firm's record.</summary>
public sealed record BrokenCommitment(string CaseId, string StageId, DateOnly FoundOn);
