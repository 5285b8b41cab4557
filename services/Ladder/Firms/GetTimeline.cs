using System.Text.Json;
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
using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Firms;

/// <summary>A line of the timeline of a firm or a case.</summary>
/// <param name="Version">Place in its stream.</param>
/// <param name="EffectiveOn">From when it is true; null where it has no day of its own.</param>
/// <param name="KnownSince">For imported history: when the commission knew, and the paper that shows it.</param>
/// <param name="By">Subject of the person's token.</param>
/// <param name="TraceId">The trace in which it was recorded.</param>
internal sealed record TimelineLine(
    long Version, string Type, string TitleZh, string TitleEn, DateOnly? EffectiveOn, DateTimeOffset RecordedAt, KnownSince? KnownSince, string? By,
    string? TraceId, JsonElement Data)
{
    public static TimelineLine Of(IEvent e)
    {
        var title = Titles.ByType[e.EventTypeName];
        return new(
            e.Version, e.EventTypeName, title.Zh, title.En, DayOf(e.Data), e.Timestamp, KnownSince.Of(e), e.UserName, e.TraceId(),
            JsonSerializer.SerializeToElement(e.Data, e.EventType, Json.Web));
    }

    internal static DateOnly? DayOf(object data) => data switch
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

internal static class GetTimeline
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/timeline", Handle)
        .IsQuery(Readers.OfficeAndFirm);

    /// <summary>Newest first; <c>next</c> is the <c>before</c> of the page that follows.</summary>
    private static async Task<Page<TimelineLine>> Handle(
        string id, long? before, int? limit, QueryContext context, CancellationToken cancellation)
    {
        FirmReader.Allow(context, id);
        return await Read(Firm.Key(id), before, limit, context.Session, cancellation) ?? throw new RuleBroken("firm.unknown", new { id });
    }

    /// <summary>The lines of a stream; null for one that does not exist.</summary>
    internal static async Task<Page<TimelineLine>?> Read(string key, long? before, int? limit, IQuerySession session, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var events = session.Events;
        if (await events.FetchStreamStateAsync(key, cancellation) is not { } state)
            return null;
        var last = Math.Min(before - 1 ?? state.Version, state.Version);
        if (last < 1)
            return new([], null);
        var found = await events.FetchStreamAsync(key, version: last, fromVersion: Math.Max(1, last - most + 1), token: cancellation);
        await session.ShowTexts(found.Select(e => e.Data), cancellation);
        var next = last - most >= 1 ? (last - most + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return new([.. found.OrderByDescending(e => e.Version).Select(TimelineLine.Of)], next);
    }
}
