using Cultivation.Console.Firms;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Cases;

/// <summary>All that the page of a case knows, by which acts are offered.</summary>
/// <param name="Review">The last one; null for none.</param>
/// <param name="Questions">Criteria that a person must answer.</param>
/// <param name="Titles">Of the firm.</param>
public sealed record CaseFile(CaseView Case, ReviewView? Review, RuleNames Rules, IReadOnlyList<Criterion> Questions, IReadOnlyList<Title> Titles)
{
    /// <summary>What a filing for the stage brings.</summary>
    public IReadOnlyList<Paper> Papers => Rules.Rungs.FirstOrDefault(rung => rung.Id == Case.StageId)?.Papers ?? [];

    internal bool Open => Case.Open;

    internal bool Accepted => Case.State == "accepted";

    /// <summary>The reader may work on it: who has a case works on it alone, but for supervisors.</summary>
    internal bool Held(Reader reader) => Case.Assignee is not { } holder || holder == reader.Person.Subject || reader.Person.Is(Roles.Supervisor);

    internal bool Reviewed => Accepted && Review is { Open: true };

    /// <summary>The act that comes next for the reader; null where nothing is asked.</summary>
    public string? Next(Reader reader) => Case switch
    {
        { State: "submitted" or "accepted", OwedPapers.Count: > 0 } => "receive-papers",
        { State: "submitted" } => Held(reader) ? "accept" : null,
        _ when Reviewed => Review!.Complete ? Held(reader) ? "close-review" : null : Review.Sits(reader) && !Review.Scores(reader) ? "score" : null,
        { State: "accepted", Proposal: null } when !Held(reader) => null,
        { State: "accepted", ClockStoppedFor: not null } => "resume",
        { State: "accepted", Proposal: { } proposal } => MayApprove(reader) ? "approve" : proposal.By == reader.Person.Subject ? "propose" : null,
        { State: "accepted" } => "propose",
        { State: "decided", Notice: { ListId: null } } => "notice",
        { State: "decided", Appeal: { Outcome: null } } => MayJudge(reader) ? "judge-appeal" : null,
        { State: "withdrawn" or "returned" or "lapsed" } => reader.Person.Is(Roles.Supervisor) ? "reopen" : null,
        _ => null,
    };

    /// <summary>Who proposed may not approve.</summary>
    internal bool MayApprove(Reader reader) =>
        Accepted && Case.Proposal is { } proposal && reader.Person.Is(Roles.Supervisor) && proposal.By != reader.Person.Subject;

    /// <summary>Neither may who decided judge an appeal against it.</summary>
    internal bool MayJudge(Reader reader) => Case.Appeal is { Outcome: null } && reader.Person.Is(Roles.Supervisor)
        && reader.Person.Subject != Case.DecidedBy && reader.Person.Subject != Case.ProposedBy;
}
