using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Eligibility;

/// <summary>What the ladder says of a firm, copied into its account and reduced to what eligibility rests on.</summary>
internal sealed class LadderChanges(Accounts accounts)
{
    public void Handle(Consumed ladder) => ladder
        .Handle<FirmRegistered>((change, session, ct) => Copy(
            change, session, new FirmFounded(change.Data.EstablishedOn, change.Data.RegisteredDivision, Ref(change.Envelope)), ct))
        .Handle<AnnualFactSubmitted>(Recorded)
        .Handle<AnnualFactCorrected>(Corrected)
        .Handle<AnnualFactAnnulled>(Annulled)
        .Handle<FirmRenamed>((change, session, ct) => Copy(change, session, null, ct))
        .Handle<StageEntered>((change, session, ct) => Copy(change, session, Held(change.Data, Ref(change.Envelope)), ct))
        .Handle<StageLeft>((change, session, ct) => Copy(change, session, Ended(change.Data, Ref(change.Envelope)), ct))
        .Handle<RecognitionGranted>((change, session, ct) => Copy(change, session, Held(change.Data, Ref(change.Envelope)), ct))
        .Handle<RecognitionExpired>((change, session, ct) => Copy(change, session, Expired(change.Data, Ref(change.Envelope)), ct))
        .Handle<RecognitionRevoked>((change, session, ct) => Copy(change, session, Revoked(change.Data, Ref(change.Envelope)), ct))
        .Handle<RecognitionRestored>((change, session, ct) => Copy(change, session, Restored(change.Data, Ref(change.Envelope)), ct))
        .Handle<RecognitionAnnulled>((change, session, ct) => Copy(change, session, new CredentialAnnulled(change.Data.RecognitionId, Ref(change.Envelope)), ct))
        .Handle<AdverseRecordListed>((change, session, ct) => Copy(
            change, session, new AdverseListed(change.Data.RecordId, change.Data.Kind, change.Data.ListedOn, Ref(change.Envelope)), ct))
        .Handle<AdverseRecordRemoved>((change, session, ct) => Copy(
            change, session, new AdverseRemoved(change.Data.RecordId, change.Data.RemovedOn, Ref(change.Envelope)), ct));

    private Task Copy<T>(Change<T> change, IDocumentSession session, object? standing, CancellationToken cancellation) where T : IAboutFirm =>
        accounts.Learn(session, change.Data.FirmId, account => Learnt(account, change.Data, standing, Ref(change.Envelope)), cancellation);

    private Task Recorded(Change<AnnualFactSubmitted> change, IDocumentSession session, CancellationToken cancellation)
    {
        var (fact, on) = (change.Data, Clock.Day(change.Time));
        var figure = new Figure(
            fact.FactId, fact.FiscalYear, fact.Metric, fact.DefinitionId, fact.Value, fact.Unit, fact.SourceKind, fact.Scope, on, Ref(change.Envelope));
        KnownFigures.Record(session, fact.FirmId, figure);
        return accounts.LearnFigure(session, fact.FirmId, fact.Metric, new FigureLearnt(figure), cancellation);
    }

    private Task Corrected(Change<AnnualFactCorrected> change, IDocumentSession session, CancellationToken cancellation)
    {
        var corrected = new FigureCorrected(change.Data.FactId, change.Data.Metric, change.Data.Value, Ref(change.Envelope));
        KnownFigures.Correct(session, corrected);
        return accounts.LearnFigure(session, change.Data.FirmId, change.Data.Metric, corrected, cancellation);
    }

    private Task Annulled(Change<AnnualFactAnnulled> change, IDocumentSession session, CancellationToken cancellation)
    {
        var annulled = new FigureAnnulled(change.Data.FactId, change.Data.Metric, Ref(change.Envelope));
        KnownFigures.Annul(session, annulled);
        return accounts.LearnFigure(session, change.Data.FirmId, change.Data.Metric, annulled, cancellation);
    }

    internal static IEnumerable<object> Learnt(FirmAccount? account, IAboutFirm firm, object? standing, string by)
    {
        if (account?.CreditCode != firm.CreditCode || account.LegalName != firm.LegalName)
            yield return new FirmNamed(firm.CreditCode, firm.LegalName, by);
        if (standing is not null)
            yield return standing;
    }

    internal static StageHeld Held(StageEntered entered, string by) =>
        new(entered.StageId, entered.EffectiveOn, entered.Basis == "credential" ? entered.BasisRef : null, by);

    internal static StageEnded Ended(StageLeft left, string by) => new(left.StageId, left.EffectiveOn, left.Reason, left.Retroactive, by);

    internal static CredentialHeld Held(RecognitionGranted granted, string by) =>
        new(granted.RecognitionId, granted.CredentialType, granted.CertificateNo, granted.ValidFrom, granted.ValidTo, by);

    internal static CredentialExpired Expired(RecognitionExpired expired, string by) => new(expired.RecognitionId, expired.ExpiredOn, by);

    internal static CredentialRevoked Revoked(RecognitionRevoked revoked, string by) =>
        new(revoked.RecognitionId, revoked.EffectiveFrom, revoked.EffectiveFrom < revoked.DecidedOn, by);

    internal static CredentialRestored Restored(RecognitionRestored restored, string by) =>
        new(restored.RecognitionId, restored.EffectiveFrom, restored.ValidTo, by);

    private static string Ref(Change change) => $"{change.Source}:{new Cursor(change.Epoch, change.Position)}";
}
