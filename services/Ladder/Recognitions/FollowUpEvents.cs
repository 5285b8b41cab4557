namespace Cultivation.Ladder.Recognitions;

// Stored for ever in the stream follow-ups:{recognitionId}: add, never rename.

/// <summary>Something had rested on a title that was revoked. The software marks it and proposes; a person decides (DOMAIN 4, no. 25).</summary>
/// <param name="Ref">What rested on it: a case's number, or a stage's id; for bank notices the recognition.</param>
/// <param name="On">Day of it: the evaluation's, the decision's, the first day on the stage.</param>
/// <param name="Criteria">Ids of the criteria that answer otherwise without the title.</param>
public sealed record FollowUpDrafted(
    string FollowUpId, string FirmId, string Uscc, string RecognitionId, RelianceKind Kind, string Ref, DateOnly On, string[] Criteria);

/// <summary>A person takes it up.</summary>
/// <param name="Note">What is to be done, by whom it is known to be done: a case, a letter, an order.</param>
public sealed record FollowUpConfirmed(string FollowUpId, DateOnly ConfirmedOn, string ConfirmedBy, FreeText Note);

/// <summary>Nothing is to be done, for a reason.</summary>
/// <param name="DismissedBy">Reference of the person.</param>
public sealed record FollowUpDismissed(string FollowUpId, DateOnly DismissedOn, string DismissedBy, FreeText Reason);

/// <summary>What can rest on a title.</summary>
public enum RelianceKind
{
    /// <summary>An evaluation whose answer is another one without the title.</summary>
    Evaluation,

    /// <summary>The decision that was made on such an evaluation.</summary>
    Decision,

    /// <summary>A stage that was entered by the title.</summary>
    StageEntry,

    /// <summary>A stage that the firm keeps and that asks for the title beside it.</summary>
    StageAtRisk,

    /// <summary>What banks were told: Finance lists it.</summary>
    BankNotices,
}
