using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Days;
using Cultivation.Ladder.Discovery;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Imports;
using Cultivation.Ladder.Programmes;
using Cultivation.Ladder.Recognitions;
using Cultivation.Ladder.Stages;
using Marten;
using V1 = Cultivation.Contracts.Ladder.V1;

namespace Cultivation.Ladder;

/// <summary>What the service consists of.</summary>
internal static class LadderModule
{
    /// <summary>Sets the service up on what every service shares.</summary>
    public static void AddLadder(this WebApplicationBuilder builder)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        builder.AddService("ladder", Store, Messages).AddSubscriptionWithServices<FlatTables>(ServiceLifetime.Singleton, _ => { })
            .AddSubscriptionWithServices<DiscoveryTables>(ServiceLifetime.Singleton, _ => { });
        var services = builder.Services;
        services.AddSingleton<Shelf>().AddSingleton<ApplyBatch>().AddSingleton<ExpireDue>();
        services.AddSingleton<ImportWorker>().AddHostedService(provider => provider.GetRequiredService<ImportWorker>());
        services.AddHostedService<DayEnd>();
        services.AddSingleton<ScreenMatches>().AddHostedService<StandingWorker>();
    }

    public static void Store(StoreOptions store)
    {
        store.Projections.Keep<Firm>(
            (firm, e) => firm.Evolve(e), typeof(EnterpriseRegistered), typeof(EnterpriseRenamed), typeof(AnnualFactSubmitted), typeof(AnnualFactCorrected),
            typeof(RecognitionGranted), typeof(RecognitionExpired), typeof(RecognitionRevoked), typeof(StageEntered), typeof(StageLeft),
            typeof(DistrictRecommended), typeof(PoolAdmitted));
        store.Projections.Keep<Case>(
            (c, e) => c.Evolve(e), typeof(CaseSubmitted), typeof(CaseAccepted), typeof(EligibilityEvaluated), typeof(CaseDecided));
        store.Projections.Keep<PublishedProgramme>(
            (programme, e) => programme.Evolve(e), typeof(ProgrammeVersionPublished), typeof(CriterionAssumptionConfirmed));
        store.Projections.Keep<WorkingCalendar>((calendar, e) => calendar.Evolve(e), typeof(WorkingDayCalendarPublished));
        store.Projections.Keep<ClosedDay>((day, e) => day.Evolve(e), typeof(DayClosed));
        store.Projections.Keep<Lead>(
            (lead, e) => lead.Evolve(e), typeof(LeadDiscovered), typeof(LeadTaken), typeof(LeadHandedOver), typeof(LeadDismissed), typeof(LeadReopened));
        store.Projections.Keep<Screen>((screen, e) => screen.Evolve(e), typeof(ScreenSaved), typeof(ScreenApplied), typeof(ScreenRetired));
        store.Schema.For<StageLead>();
        store.Schema.For<Firm>().Index(f => f.NextExpiryOn!);
        store.Schema.For<CreditCode>();
        store.Schema.For<ProgrammeText>();
        store.Schema.For<CaseCounter>();
        store.Schema.For<OpenCase>();
        store.Schema.For<ImportedList>();
        store.Schema.For<ImportBatch>();
        store.Schema.For<ImportApplication>();
        store.Schema.For<ImportResult>();
        store.Schema.For<ImportedRows>();
    }

    public static void Messages(Messages messages) => messages
        .Publish<EnterpriseRegistered>(e => new V1.FirmRegistered(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.EstablishedOn, e.Data.RegisteredDivision))
        .Publish<EnterpriseRenamed>(e => new V1.FirmRenamed(e.Id, e.Data.Uscc, e.Data.NewName, e.Data.OldName, e.Data.ChangedOn))
        .Publish<StageEntered>(e => new V1.StageEntered(
            e.Id, e.Data.Subject, e.Data.LegalName, e.Data.StageId, StageHistory.Word(e.Data.Basis), e.Data.BasisRef,
            e.Data.EffectiveOn, e.Data.AsOfRuleVersion))
        .Publish<StageLeft>(e => new V1.StageLeft(
            e.Id, e.Data.Subject, e.Data.LegalName, e.Data.StageId, e.Data.Reason, e.Data.EffectiveOn, e.Data.Retroactive, e.Data.ToStageId))
        .Publish<RecognitionGranted>(e => new V1.RecognitionGranted(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.CertificateNo, e.Data.IssuedOn, e.Data.ValidFrom,
            e.Data.ValidTo, e.Data.Authority))
        .Publish<RecognitionExpired>(e => new V1.RecognitionExpired(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.ExpiredOn))
        .Publish<RecognitionRevoked>(e => new V1.RecognitionRevoked(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.DecidedOn, e.Data.EffectiveFrom, e.Data.Cause,
            e.Data.RecoveryFromTaxYear, e.Data.NoticeRef));

    public static void Map(IEndpointRouteBuilder routes)
    {
        RegisterFirm.Map(routes);
        RenameFirm.Map(routes);
        SubmitFacts.Map(routes);
        CorrectFact.Map(routes);
        ListFirms.Map(routes);
        GetFirm.Map(routes);
        GetTimeline.Map(routes);
        RevokeRecognition.Map(routes);
        GetStock.Map(routes);
        PublishProgramme.Map(routes);
        ConfirmCriteria.Map(routes);
        GetProgrammes.Map(routes);
        GetDifferences.Map(routes);
        PublishCalendar.Map(routes);
        GetCalendar.Map(routes);
        EvaluateStage.Map(routes);
        SubmitCase.Map(routes);
        AcceptCase.Map(routes);
        DecideCase.Map(routes);
        CasePage.Map(routes);
        ReadList.Map(routes);
        ApplyImport.Map(routes);
        GetImport.Map(routes);
        CloseDay.Map(routes);
        NearPage.Map(routes);
        QueueCounts.Map(routes);
        SaveScreen.Map(routes);
        GetScreens.Map(routes);
        ApplyScreen.Map(routes);
        RaiseLead.Map(routes);
        TakeLead.Map(routes);
        HandOverLead.Map(routes);
        DismissLead.Map(routes);
        ReopenLead.Map(routes);
        LeadPage.Map(routes);
    }
}
