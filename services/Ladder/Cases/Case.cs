using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

public enum CaseState { None, Submitted, Accepted, Decided }

/// <summary>What decisions about a case read, and what its page shows.</summary>
public sealed record Case
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Number { get; init; } = "";
    public CaseState State { get; init; }
    public string FirmId { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public string ProgrammeId { get; init; } = "";
    public string StageId { get; init; } = "";
    public CaseChannel Channel { get; init; }
    public DateTimeOffset SubmittedOn { get; init; }
    public CaseAccepted? Accepted { get; init; }
    public CaseDecided? Decided { get; init; }

    internal static string Key(string number) => $"case:{number}";

    public Case Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public Case Fold(object happened) => happened switch
    {
        CaseSubmitted e => this with
        {
            State = CaseState.Submitted, Number = e.CaseId, FirmId = e.FirmId, CreditCode = e.Subject, ProgrammeId = e.ProgrammeId,
            StageId = e.MatterCode, Channel = e.Channel, SubmittedOn = e.SubmittedOn,
        },
        CaseAccepted e => this with { State = CaseState.Accepted, Accepted = e },
        CaseDecided e => this with { State = CaseState.Decided, Decided = e },
        _ => this,
    };
}
