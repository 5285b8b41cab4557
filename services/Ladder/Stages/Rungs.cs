using Cultivation.Criteria;

namespace Cultivation.Ladder.Stages;

/// <summary>The stages of a district, as its published programmes define them: what decisions about stages read.</summary>
internal sealed record Rungs(IReadOnlyList<RungsOfVersion> Versions)
{
    public static Rungs None { get; } = new([]);

    /// <summary>The stages that a recognition of this kind enters, by the rule in force on the day.</summary>
    public IEnumerable<(Rung Rung, string Rule)> EnteredBy(string credentialType, DateOnly day) =>
        InForce(day).SelectMany(v => v.All.Where(r => r.Credentials.Contains(credentialType)).Select(r => (r, v.Rule)));

    /// <summary>A stage by the rule in force on the day; null where no programme of the district has it.</summary>
    public (Rung Rung, string Rule)? Find(string stageId, DateOnly day) =>
        InForce(day).SelectMany(v => v.All.Where(r => r.StageId == stageId).Select(r => ((Rung, string)?)(r, v.Rule))).FirstOrDefault();

    /// <summary>The stage that a leave line leads to; null where none does, or where a title alone enters it.</summary>
    public (Rung Rung, string Rule)? FollowedBy(string? stageId, DateOnly day) =>
        stageId is not null && Find(stageId, day) is { Rung.Credentials.Count: 0 } found ? found : null;

    /// <summary>The stages that a firm leaves when it enters this one, by the rule in force on the day.</summary>
    public IEnumerable<string> GraduatingTo(string stageId, DateOnly day) =>
        InForce(day).SelectMany(v => v.All).Where(r => r.GraduatesTo == stageId).Select(r => r.StageId);

    /// <summary>All stages by the rules in force on the day.</summary>
    public IEnumerable<Rung> On(DateOnly day) => InForce(day).SelectMany(v => v.All);

    public int Order(string stageId, DateOnly day) => Find(stageId, day)?.Rung.Order ?? 0;

    /// <summary>The highest of the stages held on the day, rungs of side ladders aside; null for none.</summary>
    public string? Highest(IEnumerable<string> stages, DateOnly day) => stages.Where(stage => !IsBeside(stage, day)).MaxBy(stage => Order(stage, day));

    /// <summary>It is a rung of a side ladder.</summary>
    public bool IsBeside(string stageId, DateOnly day) => Find(stageId, day)?.Rung.Beside is not null;

    /// <summary>
    /// Of each programme the version in force on the day. Before its first one that first one serves, so that history that is older than the programme
    /// reads the same after the next version is published.
    /// </summary>
    public IEnumerable<RungsOfVersion> InForce(DateOnly day) => Versions.GroupBy(v => v.ProgrammeId).Select(versions =>
        versions.Where(v => v.From <= day).OrderBy(v => v.From).LastOrDefault() ?? versions.MinBy(v => v.From)!);
}

/// <summary>The stages of one version of a programme.</summary>
internal sealed record RungsOfVersion(string ProgrammeId, string Version, DateOnly From, IReadOnlyList<Rung> All)
{
    public string Rule => $"{ProgrammeId}/{Version}";

    public static RungsOfVersion Of(RuleBook book) => new(
        book.Programme.ProgrammeId, book.Version.Version, book.Version.EffectiveFrom,
        [.. book.Set.Rungs.Select(stage => Rung.Of(stage, book.Confirmed))]);
}

/// <summary>A stage as decisions see it.</summary>
/// <param name="Credentials">The titles that enter it; none where the district decides.</param>
/// <param name="AtRiskWithout">Titles without which the firm keeps the stage and is shown as at risk.</param>
/// <param name="GraduatesTo">The stage that it leads up to: who enters that one leaves this one.</param>
/// <param name="Term">How long who is let in by the district stays; null where the rule gives no whole months or years.</param>
/// <param name="Pool">An entry pool: the district admits to it and takes out of it.</param>
/// <param name="Agreement">Its titles rest on an agreement with a term and an evaluation at its end.</param>
/// <param name="Holder">Who may stand on it: enterprise, team, rdUnit or carrier.</param>
/// <param name="Beside">The side ladder that it is a rung of; null for a stage of the main chain.</param>
internal sealed record Rung(
    string StageId, int Order, string NameZh, string NameEn, IReadOnlyList<string> Credentials, IReadOnlyList<LeaveLine> Leave,
    IReadOnlyList<string> AtRiskWithout, string? GraduatesTo = null, StageTerm? Term = null, bool Pool = false, bool Agreement = false,
    string Holder = "enterprise", Beside? Beside = null)
{
    /// <summary>
    /// Who is let in by the district leaves by itself when the term is over: its length may decide, and so may the line on its end where there is one.
    /// </summary>
    public bool Ends => Credentials.Count == 0 && Term is { ToConfirm: [] } && (Line(Days.EndTerms.TermEnded) is not null || Leave.All(l => l.Trigger != Days.EndTerms.TermEnded));

    /// <summary>Where a firm goes from here on a trigger; null when no line that may decide says so.</summary>
    public string? Next(string trigger) => Line(trigger)?.ToStage;

    /// <summary>The line on a trigger that may decide; null for none.</summary>
    public LeaveLine? Line(string trigger) => Leave.FirstOrDefault(l => l.Trigger == trigger && l.MayDecide);

    public static Rung Of(Stage stage, IReadOnlySet<string> confirmed) => new(
        stage.Id, stage.Order, stage.Name.Zh, stage.Name.En, [.. stage.Entry.Credentials],
        [.. stage.Leave.Where(l => l.Effect == LeaveEffect.Leave && (l.Credential is null || stage.Entry.Credentials.Contains(l.Credential)))
            .Select(l => new LeaveLine(l.Trigger, l.ToStage, l.Standing.MayDecide(confirmed)))],
        [.. stage.Leave.Where(l => l.Effect == LeaveEffect.AtRisk).Select(l => l.Credential).OfType<string>()], stage.GraduatesTo,
        StageTerm.Of(stage, confirmed), stage.Nature == "pool", stage.Nature == "agreement", stage.Holder, stage.Beside);
}

/// <summary>How many months a stage lasts and how often it may be renewed.</summary>
/// <param name="ToConfirm">Ids of the two figures where they may not decide yet.</param>
internal sealed record StageTerm(int Months, int Renewals, string[] ToConfirm)
{
    public static StageTerm? Of(Stage stage, IReadOnlySet<string> confirmed) => stage.Validity is not { } validity
        || (validity.Months ?? 0) + 12 * (validity.Years ?? 0) is not (> 0 and var months) ? null : new(
        months, stage.Renewal?.Times ?? 0,
        [.. new[] { validity.Standing, stage.Renewal?.Standing }.OfType<Standing>().Where(s => !s.MayDecide(confirmed)).Select(s => s.Id)]);
}

/// <summary>A line of a stage's <c>leave</c>.</summary>
/// <param name="MayDecide">Its certainty is documented, or it has been confirmed.</param>
internal sealed record LeaveLine(string Trigger, string? ToStage, bool MayDecide);

internal static class Holders
{
    /// <summary>A rung's holder is such an organisation: carriers stand on rungs for carriers, firms and teams on all others.</summary>
    public static bool MayHold(this Firms.Firm firm, string holder) => holder == "carrier" == (firm.Kind == Firms.OrganisationKind.Carrier);
}
