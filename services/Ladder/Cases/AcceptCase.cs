using Cultivation.Criteria;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.People;

namespace Cultivation.Ladder.Cases;

/// <summary>Accepts a case in full, with gaps or on a promise: the clock starts, and the case stays on the programme version in force.</summary>
/// <param name="MissingTolerated">Papers, as the stage names them, that may come later (容缺): only those that it does not require.</param>
/// <param name="Commitment">What the firm promises instead of proving it (告知承诺).</param>
public sealed record AcceptCase(string[]? MissingTolerated = null, SignedCommitment? Commitment = null)
{
    /// <param name="supplementTerm">Asked where papers are missing.</param>
    /// <param name="checkTerm">Asked where something is promised.</param>
    internal static object[] Decide(
        AcceptCase command, Case @case, Firm firm, Stage stage, Sla promise, Func<SlaPlan> supplementTerm, Func<SlaPlan> checkTerm, PublishedVersion version,
        DateOnly today, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        if (@case.State != CaseState.Submitted)
            throw new RuleBroken("case.not-submitted", new { @case.Number, @case.State });
        HolderGone.RequireNot(firm);
        if (@case.Supplement is { Open: true } open)
            throw new RuleBroken("case.supplement-open", new { @case.Number, open.Items });
        var missing = command.MissingTolerated ?? [];
        foreach (var paper in missing)
        {
            if (Paper(stage, paper).Required)
                throw new RuleBroken("case.paper-required", new { paper });
        }
        var plan = Promises.Plan(promise);
        List<object> happened =
            [new CaseAccepted(@case.Number, today, plan, Promises.Due(plan, today, calendars), missing, version.Version, version.Hash)];
        if (missing.Length > 0)
        {
            var term = supplementTerm();
            happened.Add(new CaseAcceptedWithGaps(@case.Number, missing, Promises.Due(term, today, calendars), term.SlaId, term));
        }
        if (command.Commitment is { } signed)
            happened.Add(Signed(signed, @case, firm, stage, missing, checkTerm, today, calendars));
        return [.. happened];
    }

    private static CommitmentSigned Signed(
        SignedCommitment signed, Case @case, Firm firm, Stage stage, string[] missing, Func<SlaPlan> checkTerm, DateOnly today,
        IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        Require.Text(signed.TextId, nameof(signed.TextId));
        Require.Text(signed.TextVersion, nameof(signed.TextVersion));
        PersonRef.Check(signed.SignedBy, nameof(signed.SignedBy));
        if (firm.BrokenCommitments is [.., var broken])
            throw new RuleBroken("case.commitment-barred", new { broken.CaseId, broken.FoundOn });
        if (signed.Papers.Length == 0)
            throw new RuleBroken("case.items-missing");
        foreach (var paper in signed.Papers)
        {
            _ = Paper(stage, paper);
            if (missing.Contains(paper))
                throw new RuleBroken("case.paper-twice", new { paper });
        }
        var term = checkTerm();
        return new(
            @case.Number, signed.TextId, signed.TextVersion, signed.SignedBy, signed.Papers, today, Promises.Due(term, today, calendars), term);
    }

    private static Evidence Paper(Stage stage, string paper) =>
        stage.Evidence.FirstOrDefault(e => e.Zh == paper) ?? throw new RuleBroken("case.paper-unknown", new { paper });

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/acceptance", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(AcceptCase command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var book = CaseRules.Open(await shelf.Look(context.Tenant, cancellation), @case, context.Today);
        var stage = book.Stage(@case.StageId);
        var firm = (await context.Session.LoadAsync<Firm>(Firm.Key(@case.FirmId), cancellation))!;
        var happened = Decide(
            command, @case, firm, stage, Promises.ToDecision(stage, book.Set.Main), () => Promises.ForSupplement(book, stage.Id),
            () => Promises.ForCommitment(book, stage.Id), book.Version, context.Today,
            await WorkingDays.Published(context, context.Today, cancellation));
        if (command.Commitment is { } signed)
            await PersonFile.Require(context.Session, signed.SignedBy, cancellation);
        return CasePage.Reply(stream, happened, context);
    }
}

/// <summary>A commitment that the firm has signed.</summary>
/// <param name="SignedBy">On file as a person.</param>
/// <param name="Papers">Papers, as the stage names them, that the promise stands for.</param>
public sealed record SignedCommitment(string TextId, string TextVersion, string SignedBy, string[] Papers);
