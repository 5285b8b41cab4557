using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Agreements;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Days;
using Cultivation.Ladder.Discovery;
using Cultivation.Ladder.Filters;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;
using Cultivation.Ladder.Imports;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Ledger;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.People;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Programmes;
using Cultivation.Ladder.Recognitions;
using Cultivation.Ladder.Restructurings;
using Cultivation.Ladder.Stages;
using Cultivation.Ladder.Statuses;
using Cultivation.Ladder.Targets;
using Cultivation.Ladder.Teams;
using Marten;

namespace Cultivation.Ladder;

/// <summary>What the service consists of.</summary>
internal static class LadderModule
{
    /// <summary>Sets the service up on what every service shares.</summary>
    public static void AddLadder(this WebApplicationBuilder builder)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        builder.AddService("ladder", Store, Publications.Declare).AddSubscriptionWithServices<FlatTables>(ServiceLifetime.Singleton, _ => { })
            .AddSubscriptionWithServices<DiscoveryTables>(ServiceLifetime.Singleton, _ => { })
            .AddSubscriptionWithServices<CaseTable>(ServiceLifetime.Singleton, _ => { })
            .AddSubscriptionWithServices<CaseSpans>(ServiceLifetime.Singleton, _ => { })
            .AddSubscriptionWithServices<FollowUpTable>(ServiceLifetime.Singleton, _ => { })
            .AddSubscriptionWithServices<CalendarClocks>(ServiceLifetime.Singleton, _ => { }).AddSubscriptionWithServices<LedgerLeaves>(ServiceLifetime.Singleton, _ => { });
        var services = builder.Services;
        services.AddSingleton<Shelf>().AddSingleton<ApplyBatch>().AddSingleton<UndoBatch>().AddSingleton<FirmsByName>().AddSingleton<ExpireDue>();
        services.AddSingleton<ProveDecision>().AddSingleton<VerifyDecision>().AddSingleton<StreamCheck>().AddSingleton<LedgerTree>().AddSingleton<CheckpointSigner>();
        services.AddSingleton<SigningKeys>().AddHostedService(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<LapseDue>().AddSingleton<RecomputeClocks>().AddSingleton<ClosingPosition>().AddSingleton<DueOfDay>().AddSingleton<EndTerms>();
        services.AddSingleton<ImportWorker>().AddHostedService(provider => provider.GetRequiredService<ImportWorker>());
        services.AddSingleton<ScreenMatches>().AddHostedService<StandingWorker>().AddHostedService<DayEnd>();
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
            typeof(CancellationProposalSettled), typeof(RecognitionRestored), typeof(RecognitionAnnulled), typeof(RecognitionRefused), typeof(RecognitionNumbered),
            typeof(RegistrationAnnulled), typeof(AnnualFactAnnulled), typeof(PoolExited), typeof(PoolAdmissionAnnulled), typeof(PoolExitAnnulled),
            typeof(RecommendationWithdrawn), typeof(CommitmentBroken), typeof(AgreementSigned), typeof(AgreementConcluded), typeof(CultivationPlanAgreed),
            typeof(CoachingDelivered), typeof(CoachingRefused), typeof(StatusRecorded), typeof(StatusEnded));
        store.Projections.Keep<PersonFile>((file, e) => file.Evolve(e), typeof(PersonRegistered), typeof(PersonCorrected), typeof(PersonErased));
        store.Projections.Keep<FollowUps>((all, e) => all.Evolve(e), typeof(FollowUpDrafted), typeof(FollowUpConfirmed), typeof(FollowUpDismissed));
        store.Projections.Keep<Divisions>((divisions, e) => divisions.Evolve(e), typeof(DivisionCodeMapped));
        store.Projections.Keep<Case>((c, e) => c.Evolve(e), CaseTable.Events);
        store.Projections.Keep<Meeting>((meeting, e) => meeting.Evolve(e), typeof(BatchMeetingRecorded));
        store.Projections.Keep<PublicNotice>(
            (notice, e) => notice.Evolve(e), typeof(PublicNoticeStarted), typeof(ObjectionRaised), typeof(ObjectionResolved), typeof(ObjectionErased), typeof(PublicNoticeEnded));
        store.Projections.Keep<FilingWindow>((window, e) => window.Evolve(e), typeof(FilingWindowSet));
        store.Projections.Keep<PublishedProgramme>(
            (programme, e) => programme.Evolve(e), typeof(ProgrammeVersionPublished), typeof(CriterionAssumptionConfirmed));
        store.Projections.Keep<WorkingCalendar>((calendar, e) => calendar.Evolve(e), typeof(WorkingDayCalendarPublished));
        store.Projections.Keep<SignedLedger>((ledger, e) => ledger.Evolve(e), typeof(LedgerKeyIntroduced), typeof(LedgerCheckpointSigned));
        store.Projections.Keep<ClosedDay>((day, e) => day.Evolve(e), typeof(DayClosed));
        store.Projections.Keep<Lead>((lead, e) => lead.Evolve(e), Lead.Events);
        store.Projections.Keep<Screen>((screen, e) => screen.Evolve(e), typeof(ScreenSaved), typeof(ScreenApplied), typeof(ScreenRetired));
        store.Projections.Keep<TargetsOfYear>((targets, e) => targets.Evolve(e), typeof(TargetSet));
        store.Schema.For<StageLead>();
        store.Schema.For<Firm>().Index(f => f.NextExpiryOn!);
        store.Schema.For<Case>().Index(c => c.LapsesOn!).Index(c => c.FirmId).Index(c => c.Assignee!);
        store.Schema.For<CreditCode>();
        store.Schema.For<PersonDetails>();
        store.Schema.For<TeamPerson>();
        store.Schema.For<PropertyUser>();
        store.Schema.For<ProgrammeText>();
        store.Schema.For<CaseCounter>();
        store.Schema.For<OpenCase>();
        store.HasTexts();
        store.Schema.For<SavedFilter>().Index(f => f.Person);
        store.Schema.For<PersonTie>().Index(t => t.Person).Index(t => t.CreditCode);
        store.Schema.For<ImportedList>();
        store.Schema.For<ImportBatch>();
        store.Schema.For<ImportApplication>();
        store.Schema.For<ImportResult>();
        store.Schema.For<ImportedRows>();
        store.Schema.For<ImportUndo>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        CaseRoutes.Map(routes.MapGroup("").AddEndpointFilter<RouteGroupBuilder, Refusals>());
        RegisterFirm.Map(routes);
        MatchFirm.Map(routes);
        ListDuties.Map(routes);
        ReportChange.Map(routes);
        VerifyFact.Map(routes);
        CorrectCreditCode.Map(routes);
        DeregisterFirm.Map(routes);
        RegisterPerson.Map(routes);
        CorrectPerson.Map(routes);
        ErasePerson.Map(routes);
        GetPerson.Map(routes);
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
        ListOwedReports.Map(routes);
        SignAgreement.Map(routes);
        ConcludeAgreement.Map(routes);
        ListAgreements.Map(routes);
        AgreePlan.Map(routes);
        RecordCoaching.Map(routes);
        RefuseCoaching.Map(routes);
        PoolMembers.Map(routes);
        LeaveStage.Map(routes);
        RecordStatus.Map(routes);
        EndStatus.Map(routes);
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
        GetHistory.Map(routes);
        RefuseRecognition.Map(routes);
        RevokeRecognition.Map(routes);
        RestoreRecognition.Map(routes);
        AnnulRecognition.Map(routes);
        BlastRadius.Map(routes);
        ConfirmFollowUp.Map(routes);
        DismissFollowUp.Map(routes);
        ListFollowUps.Map(routes);
        GetTaxYears.Map(routes);
        SaveFilter.Map(routes);
        GetStock.Map(routes);
        GetCohorts.Map(routes);
        SetTarget.Map(routes);
        GetTargets.Map(routes);
        PublishProgramme.Map(routes);
        CheckDraft.Map(routes);
        ConfirmCriteria.Map(routes);
        GetProgrammes.Map(routes);
        GetDifferences.Map(routes);
        PublishCalendar.Map(routes);
        GetCalendar.Map(routes);
        ReadList.Map(routes);
        ApplyImport.Map(routes);
        GetImport.Map(routes);
        ForeseenMessages.Map(routes);
        UndoImport.Map(routes);
        ExportList.Map(routes);
        CloseDay.Map(routes);
        GetDay.Map(routes);
        SignCheckpoint.Map(routes);
        GetCheckpoints.Map(routes);
        GetExport.Map(routes);
        GetProofs.Map(routes);
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
        routes.MapTexts(EraseObjection.Elsewhere);
    }
}
