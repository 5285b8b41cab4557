using Cultivation.Contracts;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Eligibility;

/// <summary>What the ladder says of a firm, copied into its account and reduced to what eligibility rests on.</summary>
internal sealed class LadderChanges(Accounts accounts)
{
    public void Handle(Consumed ladder) => ladder
        .Handle<FirmRegistered>(Copy).Handle<FirmRenamed>(Copy).Handle<CreditCodeCorrected>(Copy)
        .Handle<FirmDeregistered>(Copy).Handle<FirmMoved>(Copy)
        .Handle<StageEntered>(Copy).Handle<StageLeft>(Copy)
        .Handle<RecognitionGranted>(Copy).Handle<RecognitionExpired>(Copy).Handle<RecognitionRevoked>(Copy).Handle<RecognitionRestored>(Copy)
        .Handle<RecognitionAnnulled>(Copy)
        .Handle<AdverseRecordListed>(Copy).Handle<AdverseRecordRemoved>(Copy)
        .Handle<AnnualFactSubmitted>((change, session, ct) => Figure(change, session, change.Data.FirmId, change.Data.Metric, ct))
        .Handle<AnnualFactCorrected>((change, session, ct) => Figure(change, session, change.Data.FirmId, change.Data.Metric, ct))
        .Handle<AnnualFactAnnulled>((change, session, ct) => Figure(change, session, change.Data.FirmId, change.Data.Metric, ct))
        .Reread("firm", (told, session, ct) => Catch(told, session, ct));

    /// <summary>Names a change in events: <c>ladder:{epoch}-{position}</c>.</summary>
    internal static string Ref(Change change) => $"{change.Source}:{new Cursor(change.Epoch, change.Position)}";

    private Task Copy<T>(Change<T> change, IDocumentSession session, CancellationToken cancellation) where T : IAboutFirm => accounts.Learn(
        session, change.Data.FirmId, account => LadderFacts.Learnt(account, change.Data, Ref(change.Envelope), Clock.Day(change.Time)), cancellation);

    private Task Figure<T>(Change<T> change, IDocumentSession session, string firm, string metric, CancellationToken cancellation)
    {
        var fact = LadderFacts.Of(change.Data!, Ref(change.Envelope), Clock.Day(change.Time))!;
        KnownFigures.Keep(session, firm, fact);
        return accounts.LearnFigure(session, firm, metric, fact, cancellation);
    }

    // All that the ladder ever said of the firm, against what is known of it.
    private async Task<int> Catch(Retold told, IDocumentSession session, CancellationToken cancellation)
    {
        var facts = told.Changes.Select(c => (c.Data, Ref(c.Envelope), Clock.Day(c.Time))).ToArray();
        var figures = Missed.Figures(facts, await KnownFigures.All(session, told.Id, cancellation));
        foreach (var figure in figures)
            KnownFigures.Record(session, told.Id, figure);
        object[] missed = [];
        await accounts.Change(session, told.Id, (account, catalogue) => missed = Missed.By(account, facts, catalogue.Metrics), cancellation);
        return figures.Count + missed.Length;
    }
}
