using Cultivation.Finance.Banks;
using Cultivation.Finance.Calendars;
using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Finance.Loans;
using Cultivation.Finance.Products;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Finance.SupportLists;
using Cultivation.Finance.Witness;

namespace Cultivation.Finance;

/// <summary>The events that Finance stores, by the streams that they stand in.</summary>
internal static class FinanceEvents
{
    public static readonly Type[] Bank =
    [
        typeof(BankRegistered), typeof(BankSubscribed), typeof(DisclosureApproved), typeof(DisclosureApprovalRevoked), typeof(AmqpPasswordSet), typeof(QueueRefilled),
        typeof(QueueReplayRequested), typeof(WebhookAddressSet), typeof(WebhookSecretRotated), typeof(WebhookDisabled), typeof(WebhookEnabled), typeof(WebhookPaused),
        typeof(WebhookReplayRequested), typeof(WebhookStopDisclosed),
    ];

    public static readonly Type[] Account =
    [
        typeof(FirmNamed), typeof(FirmFounded), typeof(FirmGone), typeof(StageHeld), typeof(StageEnded), typeof(CredentialHeld), typeof(CredentialExpired), typeof(CredentialRevoked),
        typeof(CredentialRestored), typeof(CredentialAnnulled), typeof(FigureLearnt), typeof(FigureCorrected), typeof(FigureAnnulled), typeof(AdverseListed),
        typeof(AdverseRemoved), typeof(SupportListed), typeof(SupportDelisted), typeof(ConsentGranted), typeof(ConsentWithdrawn), typeof(ConsentEndDisclosed),
        typeof(EligibilityGranted), typeof(EligibilityWithdrawn), typeof(EligibilityCorrected), typeof(EligibilityDisclosed),
    ];

    public static readonly Type[] Loan =
    [
        typeof(LoanReported), typeof(LoanRepaid), typeof(LoanDefaulted), typeof(LoanReportCorrected), typeof(LoanBasisCorrected), typeof(LoanCorrectionTold),
        typeof(LoanBasisRestored), typeof(LoanBasisReviewed), typeof(LoanClaimed), typeof(LoanClaimReleased),
    ];

    public static readonly Type[] Scheme = [typeof(SchemePublished), typeof(SchemeFigureConfirmed), typeof(SchemeRun)];

    public static readonly Type[] Subsidy =
    [
        typeof(SubsidyProposed), typeof(SubsidyNoticeSent), typeof(SubsidyNoticeReceived), typeof(SubsidyConfirmed), typeof(SubsidyGivenUp), typeof(SubsidyApproved),
        typeof(SubsidyActRefused), typeof(SubsidyPaid), typeof(PayeeAccountErased), typeof(SubsidyRecoveryDue), typeof(SubsidyRecoveryWithdrawn),
        typeof(SubsidyRecovered), typeof(SubsidyRecoveryWaived), typeof(SubsidyCancelled),
    ];

    public static readonly Type[] RiskPool =
    [
        typeof(RiskPoolOpened), typeof(RiskPoolFigureConfirmed), typeof(RiskPoolContributed), typeof(CompensationClaimed), typeof(CompensationProposed),
        typeof(CompensationApproved), typeof(CompensationActRefused), typeof(CompensationRefused), typeof(CompensationPaid), typeof(CompensationReturned),
        typeof(CompensationRecoveryDue), typeof(CompensationRecoveryWithdrawn), typeof(CompensationDemanded), typeof(CompensationRecoveryWaived), typeof(CompensationCancelled),
        typeof(CompensationRepaid),
    ];

    /// <summary>Every event that Finance stores.</summary>
    public static readonly Type[] All =
    [
        .. Bank, typeof(LeadUnitsNamed), typeof(ProductPublished), .. Account, typeof(CheckpointDisclosed), typeof(FeedEntry), typeof(CalendarLearnt),
        .. Loan, .. Scheme, .. Subsidy, typeof(SubsidyDayClosed), .. RiskPool,
    ];
}
