using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Groups;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Recognitions;
using Cultivation.Ladder.Restructurings;
using Cultivation.Ladder.Teams;

namespace Cultivation.Ladder.Firms;

/// <summary>What was recorded, as people read it: each event with its title, and the day from which it is true.</summary>
internal static class Recorded
{
    /// <summary>What each type of event is called on a page, by its stored name: the embedded titles.json.</summary>
    public static readonly IReadOnlyDictionary<string, EventTitle> Titles = EventTitle.Read(typeof(Recorded).Assembly, "Cultivation.Ladder.Firms.titles.json");

    public static readonly HistoryReader Reader = new(Titles, DayOf);

    private static DateOnly? DayOf(object data) => data switch
    {
        EnterpriseRegistered e => e.EstablishedOn,
        EnterpriseRenamed e => e.ChangedOn,
        AnnualFactCorrected e => e.CorrectedOn,
        RecognitionGranted e => e.ValidFrom,
        RecognitionExpired e => e.ExpiredOn,
        RecognitionRevoked e => e.EffectiveFrom,
        RecognitionRestored e => e.EffectiveFrom,
        RecognitionAnnulled e => e.ValidFrom,
        RecognitionRefused e => e.KnownOn,
        StageEntered e => e.EffectiveOn,
        StageLeft e => e.EffectiveOn,
        DistrictRecommended e => e.DecidedOn,
        PoolAdmitted e => e.AdmittedOn,
        TeamRegistered e => e.RegisteredOn,
        TeamChanged e => e.ChangedOn,
        TeamTermRenewed e => e.RenewedOn,
        TeamEnded e => e.EndedOn,
        CreditCodeCorrected e => e.CorrectedOn,
        EnterpriseChangeReported e => e.ReportedOn,
        EnterpriseDeregistered e => e.DeregisteredOn,
        EnterpriseRestructured e => e.EffectiveOn,
        RestructuringAllocated e => e.DecidedOn,
        RegistrationMoved e => e.EffectiveOn,
        DistrictCustodyTransferred e => e.EffectiveOn,
        ControlRelationRecorded e => e.ValidFrom,
        IntellectualPropertyRecorded e => e.OwnedFrom,
        IntellectualPropertyChanged e => e.ChangedOn,
        IntellectualPropertyUsed e => e.UsedOn,
        AdverseRecordListed e => e.HappenedOn ?? e.ListedOn,
        AdverseRecordRemoved e => e.RemovedOn,
        AnnualReportRecorded e => e.FiledOn ?? e.DueOn,
        CancellationProposed e => e.ProposedOn,
        CancellationProposalSettled e => e.SettledOn,
        AnnualFactVerified e => e.VerifiedOn,
        PoolExited e => e.EffectiveOn,
        RecommendationWithdrawn e => e.WithdrawnOn,
        CommitmentBroken e => e.FoundOn,
        _ => null,
    };
}
