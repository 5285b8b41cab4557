using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Days;
using Cultivation.Ladder.Discovery;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;
using Cultivation.Ladder.Imports;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Programmes;
using Cultivation.Ladder.Recognitions;
using Cultivation.Ladder.Restructurings;
using Cultivation.Ladder.Stages;
using Cultivation.Ladder.Teams;
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
            .AddSubscriptionWithServices<DiscoveryTables>(ServiceLifetime.Singleton, _ => { })
            .AddSubscriptionWithServices<CaseTable>(ServiceLifetime.Singleton, _ => { })
            .AddSubscriptionWithServices<CalendarClocks>(ServiceLifetime.Singleton, _ => { });
        var services = builder.Services;
        services.AddSingleton<Shelf>().AddSingleton<ApplyBatch>().AddSingleton<UndoBatch>().AddSingleton<FirmsByName>().AddSingleton<ExpireDue>();
        services.AddSingleton<LapseDue>().AddSingleton<RecomputeClocks>();
        services.AddSingleton<ImportWorker>().AddHostedService(provider => provider.GetRequiredService<ImportWorker>());
        services.AddHostedService<DayEnd>();
        services.AddSingleton<ScreenMatches>().AddHostedService<StandingWorker>();
    }

    public static void Store(StoreOptions store)
    {
        store.Projections.Keep<Firm>(
            (firm, e) => firm.Evolve(e), typeof(EnterpriseRegistered), typeof(EnterpriseRenamed), typeof(AnnualFactSubmitted), typeof(AnnualFactCorrected),
            typeof(RecognitionGranted), typeof(RecognitionExpired), typeof(RecognitionRevoked), typeof(StageEntered), typeof(StageLeft),
            typeof(DistrictRecommended), typeof(PoolAdmitted), typeof(TeamRegistered), typeof(TeamChanged), typeof(TeamTermRenewed), typeof(TeamEnded),
            typeof(CreditCodeCorrected), typeof(EnterpriseChangeReported), typeof(EnterpriseDeregistered), typeof(AnnualFactVerified),
            typeof(EnterpriseRestructured), typeof(RestructuringAllocated), typeof(RegistrationMoved), typeof(DistrictCustodyTransferred),
            typeof(ControlRelationRecorded), typeof(IntellectualPropertyRecorded), typeof(IntellectualPropertyChanged), typeof(IntellectualPropertyUsed),
            typeof(AdverseRecordListed), typeof(AdverseRecordRemoved), typeof(AnnualReportRecorded), typeof(CancellationProposed),
            typeof(CancellationProposalSettled), typeof(RecognitionRestored), typeof(RecognitionAnnulled), typeof(RecognitionRefused),
            typeof(RegistrationAnnulled), typeof(AnnualFactAnnulled), typeof(PoolExited), typeof(PoolAdmissionAnnulled), typeof(PoolExitAnnulled),
            typeof(RecommendationWithdrawn), typeof(CommitmentBroken));
        store.Projections.Keep<FollowUps>((all, e) => all.Evolve(e), typeof(FollowUpDrafted), typeof(FollowUpConfirmed), typeof(FollowUpDismissed));
        store.Projections.Keep<Divisions>((divisions, e) => divisions.Evolve(e), typeof(DivisionCodeMapped));
        store.Projections.Keep<Case>((c, e) => c.Evolve(e), CaseTable.Events);
        store.Projections.Keep<FilingWindow>((window, e) => window.Evolve(e), typeof(FilingWindowSet));
        store.Projections.Keep<PublishedProgramme>(
            (programme, e) => programme.Evolve(e), typeof(ProgrammeVersionPublished), typeof(CriterionAssumptionConfirmed));
        store.Projections.Keep<WorkingCalendar>((calendar, e) => calendar.Evolve(e), typeof(WorkingDayCalendarPublished));
        store.Projections.Keep<ClosedDay>((day, e) => day.Evolve(e), typeof(DayClosed));
        store.Projections.Keep<Lead>(
            (lead, e) => lead.Evolve(e), typeof(LeadDiscovered), typeof(LeadTaken), typeof(LeadHandedOver), typeof(LeadDismissed), typeof(LeadReopened));
        store.Projections.Keep<Screen>((screen, e) => screen.Evolve(e), typeof(ScreenSaved), typeof(ScreenApplied), typeof(ScreenRetired));
        store.Schema.For<StageLead>();
        store.Schema.For<Firm>().Index(f => f.NextExpiryOn!);
        store.Schema.For<Case>().Index(c => c.LapsesOn!).Index(c => c.FirmId);
        store.Schema.For<CreditCode>();
        store.Schema.For<TeamPerson>();
        store.Schema.For<PropertyUser>();
        store.Schema.For<ProgrammeText>();
        store.Schema.For<CaseCounter>();
        store.Schema.For<OpenCase>();
        store.Schema.For<ImportedList>();
        store.Schema.For<ImportBatch>();
        store.Schema.For<ImportApplication>();
        store.Schema.For<ImportResult>();
        store.Schema.For<ImportedRows>();
        store.Schema.For<ImportUndo>();
    }

    public static void Messages(Messages messages) => messages
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
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecognitionId, e.Data.CredentialType, e.Data.ValidFrom, e.Data.AnnulledOn, e.Data.Reason))
        .Publish<CreditCodeCorrected>(e => new V1.CreditCodeCorrected(e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.OldCode, e.Data.CorrectedOn))
        .Publish<EnterpriseDeregistered>(e => new V1.FirmDeregistered(e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.DeregisteredOn, e.Data.Reason))
        .Publish<DistrictCustodyTransferred>(e => new V1.FirmMoved(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.FromDistrict, e.Data.ToDistrict, e.Data.EffectiveOn, e.Data.RecognisingBodyUnchanged))
        .Publish<IntellectualPropertyChanged>(e => new V1.IntellectualPropertyChanged(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.IpNo, Word(e.Data.Change), e.Data.ChangedOn))
        .Publish<AdverseRecordListed>(e => new V1.AdverseRecordListed(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.RecordId, Word(e.Data.Kind), e.Data.HappenedOn, e.Data.ListedOn, Word(e.Data.Severity), e.Data.Source))
        .Publish<AdverseRecordRemoved>(e => new V1.AdverseRecordRemoved(
            e.Id, e.Data.Uscc, e.Data.LegalName, e.Data.ListRef, Word(e.Data.Kind), e.Data.RemovedOn, e.Data.Reason));

    // A team has no code; its events carry its id in the code's place.
    private static string Code(string subject) => Gb32100.Check(subject) is null ? "" : subject;

    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{value}");

    public static void Map(IEndpointRouteBuilder routes)
    {
        RegisterFirm.Map(routes);
        MatchFirm.Map(routes);
        ListDuties.Map(routes);
        ReportChange.Map(routes);
        VerifyFact.Map(routes);
        CorrectCreditCode.Map(routes);
        DeregisterFirm.Map(routes);
        RegisterTeam.Map(routes);
        ChangeTeam.Map(routes);
        RenewTeam.Map(routes);
        EndTeam.Map(routes);
        FoundFirm.Map(routes);
        RecordProperty.Map(routes);
        ChangeProperty.Map(routes);
        UseProperty.Map(routes);
        ListAdverseRecord.Map(routes);
        RemoveAdverseRecord.Map(routes);
        RecordAnnualReport.Map(routes);
        SettleProposal.Map(routes);
        RecordControl.Map(routes);
        GetGroup.Map(routes);
        RestructureFirms.Map(routes);
        AllocateRights.Map(routes);
        MoveRegistration.Map(routes);
        TransferCustody.Map(routes);
        AcceptArrival.Map(routes);
        MapDivision.Map(routes);
        RenameFirm.Map(routes);
        SubmitFacts.Map(routes);
        CorrectFact.Map(routes);
        ListFirms.Map(routes);
        GetFirm.Map(routes);
        GetTimeline.Map(routes);
        RefuseRecognition.Map(routes);
        RevokeRecognition.Map(routes);
        RestoreRecognition.Map(routes);
        AnnulRecognition.Map(routes);
        BlastRadius.Map(routes);
        ConfirmFollowUp.Map(routes);
        DismissFollowUp.Map(routes);
        GetTaxYears.Map(routes);
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
        RequestSupplement.Map(routes);
        ReceiveSupplement.Map(routes);
        VerifyCommitment.Map(routes);
        PauseClock.Map(routes);
        ResumeClock.Map(routes);
        ExtendClock.Map(routes);
        WithdrawCase.Map(routes);
        ReopenCase.Map(routes);
        FileAppeal.Map(routes);
        DecideAppeal.Map(routes);
        RecomputeDecision.Map(routes);
        PreCheck.Map(routes);
        SetWindow.Map(routes);
        Worklist.Map(routes);
        CasePage.Map(routes);
        ReadList.Map(routes);
        ApplyImport.Map(routes);
        GetImport.Map(routes);
        UndoImport.Map(routes);
        ExportList.Map(routes);
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
