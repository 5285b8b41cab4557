namespace Cultivation.Ladder.Firms;

/// <summary>A change that the recognising body must hear of within three months of it (国科发火〔2016〕32号 article 17).</summary>
/// <param name="DueOn">Three calendar months after the change, whenever the district learned of it.</param>
public sealed record ReportDuty(ReportableChange Change, DateOnly ChangedOn, DateOnly DueOn, DateOnly? ReportedOn)
{
    /// <summary>Whether a title was held when it changed: without one nobody has to be told.</summary>
    internal bool Binds(Firm firm) => firm.Recognitions.Any(r => r.ValidOn(ChangedOn));

    internal DutyState On(DateOnly day, Firm firm) =>
        ReportedOn <= day ? (ReportedOn <= DueOn ? DutyState.Reported : DutyState.ReportedLate)
        : !Binds(firm) ? DutyState.NotNeeded
        : day > DueOn ? DutyState.Overdue
        : DutyState.Open;
}

public enum DutyState { NotNeeded, Open, Overdue, Reported, ReportedLate }
