using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Recognitions;

/// <summary>
/// What rested on a title from a day on, with what is proposed about it. Nothing is taken back by this: the software marks, a person decides
/// (DOMAIN 4, no. 25).
/// </summary>
/// <param name="From">First day on which the title does not count, or would not.</param>
/// <param name="Revoked">It has been revoked: the follow-ups are drafted. Else the page says what a revocation would touch.</param>
/// <param name="Evaluations">How many recorded evaluations were done again without the title.</param>
/// <param name="BankNotices">Where Finance lists what banks were told by it; it knows consent and feeds, the ladder does not.</param>
/// <param name="Payments">Where Finance lists the loans, subsidies and compensations that rested on it.</param>
internal sealed record BlastRadius(
    string FirmId, string CreditCode, string RecognitionId, string CredentialType, DateOnly From, bool Revoked, int Evaluations, Touched[] Touched, string BankNotices,
    string Payments)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/firms/{id}/recognitions/{recognitionId}/blast-radius", Handle).IsQuery(Readers.Office);

    private static async Task<BlastRadius> Handle(
        string id, string recognitionId, DateOnly? from, QueryContext context, Shelf shelf, HttpResponse response, CancellationToken cancellation)
    {
        var happened = await context.Session.Events.FetchStreamAsync(Firm.Key(id), token: cancellation);
        var revoked = happened.LastOrDefault(e => e.Data is RecognitionRevoked r && r.RecognitionId == recognitionId);
        var before = new Firm().Fold(happened.Where(e => revoked is null || e.Version < revoked.Version).Select(e => e.Data)) with { Id = Firm.Key(id) };
        if (happened.Count == 0)
            throw new RuleBroken("firm.unknown", new { id });
        var title = RestoreRecognition.Find(before, recognitionId);
        var stands = new Firm().Fold(happened.Select(e => e.Data)).Recognitions.Single(r => r.Id == recognitionId);
        var day = from ?? stands.RevokedFrom ?? (revoked?.Data as RecognitionRevoked)?.EffectiveFrom ?? title.ValidFrom;
        var cases = await Reliances.Cases(context.Session, context.Tenant, id, happened, shelf, cancellation);
        var rested = Reliances.Of(before, title, day, cases, (await shelf.Look(context.Tenant, cancellation)).Rungs);
        var followUps = await context.Session.LoadAsync<FollowUps>(FollowUps.Key(recognitionId), cancellation);
        response.Headers.ETag = Reply.Tag(followUps?.Version ?? 0);
        return new(
            id, before.CreditCode, recognitionId, title.CredentialType, day, stands.RevokedFrom is not null, cases.Count,
            [.. rested.Select(r => Recognitions.Touched.Of(r, followUps))], $"/api/finance/v1/firms/{id}/disclosures?relyingOn={recognitionId}",
            $"/api/finance/v1/firms/{id}/payments?relyingOn={recognitionId}");
    }
}

/// <summary>A thing that rested on the title, and what is proposed.</summary>
/// <param name="FollowUp">The latest draft about it, or what a person made of it; null where none is drafted.</param>
internal sealed record Touched(RelianceKind Kind, string Ref, DateOnly On, string[] Criteria, string ProposalZh, string ProposalEn, FollowUp? FollowUp)
{
    public static Touched Of(Reliance r, FollowUps? followUps)
    {
        var (zh, en) = Proposal(r.Kind);
        return new(r.Kind, r.Ref, r.On, r.Criteria, zh, en, followUps?.All.LastOrDefault(f => (f.Kind, f.Ref, f.On) == (r.Kind, r.Ref, r.On)));
    }

    private static (string Zh, string En) Proposal(RelianceKind kind) => kind switch
    {
        RelianceKind.Evaluation => ("不计该资格重新评估,并将差异附入案卷。", "Evaluate again without the title and add the difference to the file."),
        RelianceKind.Decision => ("复核该决定;是否撤回由有权的人决定。", "Review the decision; whether it is taken back is for those to decide who may."),
        RelianceKind.StageEntry => ("核对阶段历史、统计和据此给予的奖励。", "Check stage history, counts, and what was granted by the stage."),
        RelianceKind.StageAtRisk => ("告知该阶段的认定机构,并核查企业是否仍符合条件。", "Tell the authority of that stage, and check whether the firm still meets it."),
        _ => ("核对银行已收到的更正,并了解期间发放的贷款。", "Check that banks have read the correction, and ask about loans given meanwhile."),
    };
}
