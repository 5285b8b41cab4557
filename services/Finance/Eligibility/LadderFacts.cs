using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Eligibility.Figures;

namespace Cultivation.Finance.Eligibility;

/// <summary>What a change of the ladder means for a firm's account; from the change alone, so that it means the same whenever it is read.</summary>
internal static class LadderFacts
{
    /// <param name="by">The change, <c>ladder:{epoch}-{position}</c>.</param>
    /// <param name="on">The day on which the ladder recorded it.</param>
    /// <returns>Null where it says no more than code and name.</returns>
    public static object? Of(object change, string by, DateOnly on) => change switch
    {
        FirmRegistered c => new FirmFounded(c.EstablishedOn, c.RegisteredDivision, by),
        FirmDeregistered c => new FirmGone(GoneCause.Deregistered, c.DeregisteredOn, c.DeregisteredOn < on, by),
        FirmMoved c => new FirmGone(GoneCause.MovedOut, c.EffectiveOn, c.EffectiveOn < on, by),
        StageEntered c => new StageHeld(c.StageId, c.EffectiveOn, c.Basis == "credential" ? c.BasisRef : null, by),
        StageLeft c => new StageEnded(c.StageId, c.EffectiveOn, c.Reason, c.Retroactive, by),
        RecognitionGranted c => new CredentialHeld(c.RecognitionId, c.CredentialType, c.CertificateNo, c.ValidFrom, c.ValidTo, by),
        RecognitionExpired c => new CredentialExpired(c.RecognitionId, c.ExpiredOn, by),
        RecognitionRevoked c => new CredentialRevoked(c.RecognitionId, c.EffectiveFrom, c.EffectiveFrom < c.DecidedOn, by),
        RecognitionRestored c => new CredentialRestored(c.RecognitionId, c.EffectiveFrom, c.ValidTo, by),
        RecognitionAnnulled c => new CredentialAnnulled(c.RecognitionId, by),
        AdverseRecordListed c => new AdverseListed(c.RecordId, c.Kind, c.ListedOn, by),
        AdverseRecordRemoved c => new AdverseRemoved(c.RecordId, c.RemovedOn, by),
        AnnualFactSubmitted c => new FigureLearnt(
            new(c.FactId, c.FiscalYear, c.Metric, c.DefinitionId, c.Value, c.Unit, c.SourceKind, c.Scope, on, by)),
        AnnualFactCorrected c => new FigureCorrected(c.FactId, c.Metric, c.Value, by),
        AnnualFactAnnulled c => new FigureAnnulled(c.FactId, c.Metric, by),
        _ => null,
    };

    /// <summary>Code and name, where the account has others, and what the change means besides.</summary>
    public static IEnumerable<object> Learnt(FirmAccount? account, object change, string by, DateOnly on)
    {
        if (change is IAboutFirm firm && (account?.CreditCode != firm.CreditCode || account.LegalName != firm.LegalName))
            yield return new FirmNamed(firm.CreditCode, firm.LegalName, by);
        if (Of(change, by, on) is { } fact)
            yield return fact;
    }
}
