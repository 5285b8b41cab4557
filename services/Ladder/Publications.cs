using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Ledger;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Recognitions;
using V1 = Cultivation.Contracts.Ladder.V1;

namespace Cultivation.Ladder;

/// <summary>What other services are told, and as which contract. An event's type alone decides.</summary>
internal static class Publications
{
    public static void Declare(Messages messages) => messages
        .Publish<EnterpriseRegistered>(e => new V1.FirmRegistered(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.EstablishedOn, e.Data.RegisteredDivision, e.Data.CameFrom?.District, e.Data.CameFrom?.FirmId))
        .Publish<EnterpriseRenamed>(e => new V1.FirmRenamed(e.Id, e.Data.Uscc, e.Data.NewName, e.Data.OldName, e.Data.ChangedOn))
        .Publish<StageEntered>(e => new V1.StageEntered(
            e.Id, Code(e.Data.Subject), e.Data.LegalName, e.Data.StageId, StageHistory.Word(e.Data.Basis), e.Data.BasisRef,
            e.Data.EffectiveOn, e.Data.AsOfRuleVersion))
        .Publish<StageLeft>(e => new V1.StageLeft(
            e.Id, Code(e.Data.Subject), e.Data.LegalName, e.Data.StageId, e.Data.Reason, e.Data.EffectiveOn, e.Data.Retroactive, e.Data.ToStageId))
        .Publish<RecognitionGranted>(e => new V1.RecognitionGranted(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.CertificateNo, e.Data.IssuedOn, e.Data.ValidFrom,
            e.Data.ValidTo, e.Data.Authority))
        .Publish<RecognitionExpired>(e => new V1.RecognitionExpired(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.ExpiredOn))
        .Publish<RecognitionRevoked>(e => new V1.RecognitionRevoked(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.DecidedOn, e.Data.EffectiveFrom, e.Data.Cause,
            e.Data.RecoveryFromTaxYear, e.Data.NoticeRef))
        .Publish<RecognitionRestored>(e => new V1.RecognitionRestored(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.RestoredOn, e.Data.EffectiveFrom, e.Data.ValidTo,
            e.Data.Cause, e.Data.NoticeRef))
        .Publish<RecognitionAnnulled>(e => new V1.RecognitionAnnulled(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.ValidFrom, e.Data.AnnulledOn, Plain(e.Data.Reason)))
        .Publish<CreditCodeCorrected>(e => new V1.CreditCodeCorrected(e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.OldCode, e.Data.CorrectedOn))
        .Publish<EnterpriseDeregistered>(e => new V1.FirmDeregistered(e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.DeregisteredOn, Plain(e.Data.Reason)))
        .Publish<DistrictCustodyTransferred>(e => new V1.FirmMoved(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.FromDistrict, e.Data.ToDistrict, e.Data.EffectiveOn, e.Data.RecognisingBodyUnchanged))
        .Publish<IntellectualPropertyChanged>(e => new V1.IntellectualPropertyChanged(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.IpNo, e.Data.Change.Word(), e.Data.ChangedOn))
        .Publish<AdverseRecordListed>(e => new V1.AdverseRecordListed(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecordId, e.Data.Kind.Word(), e.Data.HappenedOn, e.Data.ListedOn, e.Data.Severity.Word(), e.Data.Source))
        .Publish<AdverseRecordRemoved>(e => new V1.AdverseRecordRemoved(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.ListRef, e.Data.Kind.Word(), e.Data.RemovedOn, Plain(e.Data.Reason)))
        .Publish<AnnualFactSubmitted>(e => new V1.AnnualFactSubmitted(
            e.Id, e.Data.Uscc, e.Data.FactId, e.Data.FiscalYear, e.Data.Metric, e.Data.DefinitionId, e.Data.Value, e.Data.Unit, e.Data.SourceKind.Word(),
            e.Data.Scope.Word()))
        .Publish<AnnualFactCorrected>(e => new V1.AnnualFactCorrected(
            e.Id, e.Data.Uscc, e.Data.Supersedes, e.Data.FiscalYear, e.Data.Metric, e.Data.OldValue, e.Data.NewValue, e.Data.CorrectedOn))
        .Publish<AnnualFactAnnulled>(e => new V1.AnnualFactAnnulled(
            e.Id, e.Data.Uscc, e.Data.FactId, e.Data.FiscalYear, e.Data.Metric, e.Data.Value, e.Data.AnnulledOn))
        .Publish<LedgerCheckpointSigned>(e => new V1.LedgerCheckpointSigned(
            e.Data.District, e.Data.Size, e.Data.Root, e.Data.Time, e.Data.Previous, e.Data.KeyId, e.Data.Signature))
        .Publish<WorkingDayCalendarPublished>(e => new V1.WorkingDayCalendarPublished(e.Data.Year, e.Data.RestDays, e.Data.MakeupWorkdays, e.Data.DocumentRef));

    // Words of a person's own are told to nobody else: what was sent could not be erased.
    private static string Plain(FreeText said) => said.Ref is null ? said.Text ?? "" : "";

    // A team has no code; its events carry its id in the code's place.
    private static string Code(string subject) => Gb32100.Check(subject) is null ? "" : subject;
}
