using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Agreements;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Groups;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Recognitions;
using Cultivation.Ladder.Restructurings;
using Cultivation.Ladder.Stages;
using Cultivation.Ladder.Statuses;
using Cultivation.Ladder.Teams;
using JasperFx.Events;

namespace Cultivation.Ladder.Firms;

/// <summary>What decisions about a firm read, and what its page shows. Kept inline as the snapshot of <c>firm:{id}</c>.</summary>
public sealed record Firm
{
    public string Id { get; init; } = "";
    public long Version { get; init; }

    /// <summary>Of a team, which has no code, the team's id, as its events carry it.</summary>
    public string CreditCode { get; init; } = "";
    public CheckDigitState CheckDigitState { get; init; }
    public DateOnly EstablishedOn { get; init; }
    public string RegisteredDivision { get; init; } = "";
    public string IndustryCode { get; init; } = "";
    public string EnterpriseType { get; init; } = "";
    public string? Town { get; init; }
    public OrganisationKind Kind { get; init; }

    /// <summary>All names, the present one last. Number and dates of titles do not move with a name.</summary>
    public NameHeld[] Names { get; init; } = [];
    public Fact[] Facts { get; init; } = [];
    public Recognition[] Recognitions { get; init; } = [];

    /// <summary>What an authority refused the firm: a renewal that was refused is no longer pending.</summary>
    public Refusal[] Refusals { get; init; } = [];
    public StageMark[] Stages { get; init; } = [];
    public PoolTime[] PoolTimes { get; init; } = [];
    public Agreement[] Agreements { get; init; } = [];

    /// <summary>What it holds beside its stage.</summary>
    public StatusHeld[] Statuses { get; init; } = [];

    /// <summary>Last day of the recognition that ends first and has no successor; it finds what a closing day must expire.</summary>
    public DateOnly? NextExpiryOn { get; init; }

    /// <summary>What it was before its company was founded; null for what began as a firm.</summary>
    public Team? Team { get; init; }

    /// <summary>Codes that turned out wrong.</summary>
    public string[] FormerCodes { get; init; } = [];
    public ReportDuty[] Duties { get; init; } = [];
    public Property[] Properties { get; init; } = [];
    public AdverseRecord[] AdverseRecords { get; init; } = [];
    public YearlyReport[] Reports { get; init; } = [];
    public Proposal[] Proposals { get; init; } = [];
    public ControlRelation[] Controls { get; init; } = [];
    public EnterpriseRestructured[] Restructurings { get; init; } = [];

    /// <summary>First day of a predecessor whose age counts for this firm by an allocation.</summary>
    public DateOnly? AgeFrom { get; init; }
    public RegistrationMoved[] Moves { get; init; } = [];
    public CameFrom? CameFrom { get; init; }
    public DistrictCustodyTransferred? WentTo { get; init; }

    /// <summary>From when the district has no such firm or team; null while it has.</summary>
    public GoneFrom? GoneFrom { get; init; }

    /// <summary>Last recommendation of each stage, to tell an expiry whose renewal is under way.</summary>
    public Recommendation[] Recommendations { get; init; } = [];

    /// <summary>Promises to the commission that proved false.</summary>
    public BrokenCommitment[] BrokenCommitments { get; init; } = [];

    public static string Key(string id) => $"firm:{id}";

    /// <summary>The opaque id in a stream's key.</summary>
    public static string IdOf(string streamKey) => streamKey["firm:".Length..];

    /// <summary>The present name; of a team its project's title.</summary>
    public string LegalName() => Names is [.., var last] ? last.Name : Team?.ProjectTitle ?? "";

    /// <summary>Where it was registered on a day.</summary>
    internal string DivisionOn(DateOnly day)
    {
        var whole = Moves.Where(m => m.MoveKind == MoveKind.Whole).ToList();
        return whole.LastOrDefault(m => m.EffectiveOn <= day)?.ToDivision ?? whole.FirstOrDefault()?.FromDivision ?? RegisteredDivision;
    }

    /// <exception cref="RuleBroken"><c>team.no-code</c>: a team founded no company yet.</exception>
    internal void RequireFirm()
    {
        if (Names.Length == 0)
            throw new RuleBroken("team.no-code");
    }

    /// <exception cref="RuleBroken"><c>firm.gone</c>: it was struck off, broke up or belongs to another district.</exception>
    internal void RequireHere()
    {
        if (GoneFrom is { } gone)
            throw new RuleBroken("firm.gone", new { on = gone.On, cause = HolderGone.Word(gone.Cause) });
    }

    /// <summary>The stream to append to.</summary>
    /// <exception cref="RuleBroken"><c>firm.unknown</c>, or <c>version.stale</c> when the caller read another version.</exception>
    internal static async Task<IEventStream<Firm>> Fetch(CommandContext context, string id, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Firm>(Key(id), cancellation);
        if (stream.Aggregate is null)
            throw new RuleBroken("firm.unknown", new { id });
        return context.ExpectedVersion == 0 || context.ExpectedVersion == stream.StartingVersion ? stream : throw new RuleBroken("version.stale");
    }

    /// <summary>The firm after one more event; none after its registration was annulled, so that it is unknown to all that ask for it.</summary>
    public Firm? Evolve(IEvent happened) => happened.Data is RegistrationAnnulled ? null : Fold(happened.Data) with { Id = happened.StreamKey! };

    public Firm Fold(IEnumerable<object> happened) => happened.Aggregate(this, (firm, e) => firm.Fold(e));

    public Firm Fold(object happened) => happened switch
    {
        EnterpriseRegistered e => this with
        {
            CreditCode = e.Uscc, CheckDigitState = e.CheckDigitState, EstablishedOn = e.EstablishedOn, RegisteredDivision = e.RegisteredDivision,
            IndustryCode = e.IndustryCode, EnterpriseType = e.EnterpriseType, Town = e.Town, Kind = e.Kind, Names = [new(e.LegalName, e.EstablishedOn)],
            CameFrom = e.CameFrom, Team = Team is null ? null : Team with { FoundedOn = e.EstablishedOn },
        },
        EnterpriseRenamed e => this with
        {
            Names = [.. Names, new(e.NewName, e.ChangedOn)], Duties = [.. Duties, new(ReportableChange.Renamed, e.ChangedOn, e.ReportDueOn, null)],
        },
        TeamRegistered e => this with { CreditCode = e.TeamId, Team = Team.Of(e) },
        TeamChanged e => this with { Team = Team!.With(e) },
        TeamTermRenewed e => this with { Team = Team! with { Renewals = [.. Team.Renewals, e] } },
        TeamEnded e => Left(new(e.EndedOn, Gone.TeamEnded, e.TeamId)) with { Team = Team! with { EndedOn = e.EndedOn } },
        CreditCodeCorrected e => this with { CreditCode = e.Uscc, CheckDigitState = e.CheckDigitState, FormerCodes = [.. FormerCodes, e.OldCode] },
        EnterpriseChangeReported e => this with
        {
            Duties = [.. Duties.Select(d => (d.Change, d.ChangedOn) == (e.Change, e.ChangedOn) ? d with { ReportedOn = e.ReportedOn } : d)],
        },
        EnterpriseDeregistered e => Left(new(e.DeregisteredOn, Gone.Deregistered, e.Uscc)),
        RegistrationMoved e => this with { Moves = [.. Moves, e], RegisteredDivision = e.MoveKind == MoveKind.Whole ? e.ToDivision : RegisteredDivision },
        DistrictCustodyTransferred e => Left(new(e.EffectiveOn, Gone.MovedOut, e.HandoverRef)) with { WentTo = e },
        EnterpriseRestructured e => this with
        {
            Restructurings = [.. Restructurings, e], Duties = [.. Duties, new(ReportableChange.Restructured, e.EffectiveOn, e.ReportDueOn, null)],
        },
        RestructuringAllocated e => this with { AgeFrom = e.AgeFrom ?? AgeFrom },
        ControlRelationRecorded e => this with { Controls = ControlRelation.With(Controls, e) },
        IntellectualPropertyRecorded e => this with { Properties = [.. Properties, Property.Of(e)] },
        IntellectualPropertyChanged e => this with { Properties = Property.With(Properties, e.IpNo, p => p.With(e)) },
        IntellectualPropertyUsed e => this with
        {
            Properties = Property.With(Properties, e.IpNo, p => p with { Uses = [.. p.Uses, new(e.FilingRef, e.UsedOn)] }),
        },
        AdverseRecordListed or AdverseRecordRemoved => this with { AdverseRecords = AdverseRecord.After(AdverseRecords, happened) },
        AnnualReportRecorded e => this with { Reports = YearlyReport.After(Reports, e) },
        CancellationProposed or CancellationProposalSettled => this with { Proposals = Proposal.After(Proposals, happened) },
        AnnualFactVerified e => this with
        {
            Facts = [.. Facts.Select(f => f.Id == e.FactEventId ? f with { VerifiedOn = e.VerifiedOn, VerifiedBy = e.VerifiedBy } : f)],
        },
        AnnualFactSubmitted e => this with { Facts = [.. Facts, Fact.Of(e)] },
        AnnualFactCorrected e => this with { Facts = [.. Facts.Select(f => f.Id == e.Supersedes ? f with { Value = e.NewValue, VerifiedOn = null, VerifiedBy = null } : f)] },
        AnnualFactAnnulled e => this with { Facts = [.. Facts.Where(f => f.Id != e.FactId)] },
        RecognitionGranted e => Known([.. Recognitions, Recognition.Of(e)]),
        RecognitionNumbered e => Known(With(e.RecognitionId, r => r with { CertificateNo = e.CertificateNo })),
        RecognitionExpired e => Known(With(e.RecognitionId, r => r with { Expired = true })),
        RecognitionRevoked e => Known(With(e.RecognitionId, r => r with { RevokedFrom = e.EffectiveFrom, RecoveryFromTaxYear = e.RecoveryFromTaxYear, WasRevoked = true })),
        RecognitionRestored e => Known(With(e.RecognitionId, r => r.Restored(e))),
        RecognitionAnnulled e => Known(With(e.RecognitionId, r => r with { Annulled = true })),
        RecognitionRefused e => this with { Refusals = [.. Refusals, new(e.CredentialType, e.Batch, e.KnownOn)] },
        StageEntered e => this with { Stages = StageHistory.With(Stages, StageMark.Of(e)) },
        StageLeft e => this with { Stages = StageHistory.With(Stages, StageMark.Of(e)) },
        DistrictRecommended e => this with { Recommendations = [.. Recommendations.Where(r => r.StageId != e.StageId), new(e.StageId, e.Decision, e.DecidedOn)] },
        AgreementSigned or AgreementConcluded => this with { Agreements = Agreement.After(Agreements, happened) },
        StatusRecorded or StatusEnded => this with { Statuses = StatusHeld.After(Statuses, happened) },
        PoolAdmitted or PoolExited or PoolAdmissionAnnulled or PoolExitAnnulled or CultivationPlanAgreed or CoachingDelivered or CoachingRefused => this with { PoolTimes = PoolTime.After(PoolTimes, happened) },
        RecommendationWithdrawn e => this with { Recommendations = [.. Recommendations.Where(r => r.StageId != e.StageId)] },
        CommitmentBroken e => this with { BrokenCommitments = [.. BrokenCommitments, new(e.CaseId, e.StageId, e.FoundOn)] },
        _ => this,
    };

    private Recognition[] With(string recognitionId, Func<Recognition, Recognition> change) =>
        [.. Recognitions.Select(r => r.Id == recognitionId ? change(r) : r)];

    // What is gone needs no day of expiry: nobody here waits for it.
    private Firm Left(GoneFrom gone) => this with { GoneFrom = gone, NextExpiryOn = null };

    private Firm Known(Recognition[] recognitions) => this with
    {
        Recognitions = recognitions,
        NextExpiryOn = GoneFrom is not null ? null : recognitions.Where(r => r.Live && !r.RenewedIn(recognitions)).Min(r => r.ValidTo),
    };
}
