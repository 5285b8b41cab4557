namespace Cultivation.Ladder.Cases;

/// <summary>All that is done with cases.</summary>
internal static class CaseRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        EvaluateStage.Map(routes);
        EvaluateTitle.Map(routes);
        PreCheck.Map(routes);
        SetWindow.Map(routes);
        SubmitCase.Map(routes);
        AssignCase.Map(routes);
        AssignByLoad.Map(routes);
        PlanByLoad.Map(routes);
        AcceptCase.Map(routes);
        RequestSupplement.Map(routes);
        ReceiveSupplement.Map(routes);
        VerifyCommitment.Map(routes);
        PauseClock.Map(routes);
        ResumeClock.Map(routes);
        ExtendClock.Map(routes);
        OpenReview.Map(routes);
        ScoreReview.Map(routes);
        RecuseReviewer.Map(routes);
        CloseReview.Map(routes);
        ReviewPage.Map(routes);
        DeclareConflict.Map(routes);
        RecordTie.Map(routes);
        RecordSiteVisit.Map(routes);
        ProposeDecision.Map(routes);
        ReturnProposal.Map(routes);
        DecideCase.Map(routes);
        HoldMeeting.Map(routes);
        Meeting.Map(routes);
        StartNotice.Map(routes);
        RaiseObjection.Map(routes);
        ResolveObjection.Map(routes);
        EraseObjection.Map(routes);
        CloseNotice.Map(routes);
        NoticePage.Map(routes);
        RecordResult.Map(routes);
        WithdrawCase.Map(routes);
        ReopenCase.Map(routes);
        FileAppeal.Map(routes);
        DecideAppeal.Map(routes);
        ProveDecision.Map(routes);
        VerifyDecision.Map(routes);
        Worklist.Map(routes);
        CountWorklist.Map(routes);
        CountCases.Map(routes);
        ListCases.Map(routes);
        CasePage.Map(routes);
        CaseTimeline.Map(routes);
    }
}
