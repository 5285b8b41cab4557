using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Recognitions;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// The authority has answered a recommendation. Recommendation, recognition and stage are three facts (DOMAIN 4, no. 3): the case says what came of it, a
/// refusal is recorded at the firm too, and a title comes by the authority's list. What a grant used of the firm's intellectual property is marked with it.
/// </summary>
/// <param name="KnownOn">Day on which the district learned of it.</param>
/// <param name="RecognitionId">Of a grant: the title, as the list brought it.</param>
/// <param name="CredentialType">Of a refusal: the title that was asked for.</param>
/// <param name="Reason">Of a refusal, as the authority gave it.</param>
public sealed record RecordResult(
    AuthorityOutcome Outcome, DateOnly KnownOn, string? RecognitionId = null, string? CredentialType = null, FreeText? Reason = null)
{
    /// <summary>What goes to the case and what goes to the firm.</summary>
    /// <param name="users">Who used the rights of the filing in the district.</param>
    internal static (object[] ToCase, object[] ToFirm) Decide(
        RecordResult command, Case @case, Firm firm, Stage stage, IReadOnlyCollection<PropertyUser> users, string by, DateOnly today)
    {
        if (@case is not { State: CaseState.Decided, Decided: { Decision: not CaseDecision.NotRecommend } decided, Notice: null or { Pending: false } }
            || stage.Entry.Kind != EntryKind.Credential)
            throw new RuleBroken("case.no-result-awaited", new { @case.Number });
        if (command.KnownOn < decided.DecidedOn || command.KnownOn > today)
            throw new RuleBroken("case.result-day", new { command.KnownOn });
        var answered = Answer(command, @case, firm, stage, by);
        // A title that was recorded by mistake was never granted: the answer is recorded again.
        if (@case.Result is { } known && !firm.Recognitions.Any(r => r.Id == known.RecognitionId && r.Annulled))
        {
            return known == AuthorityResult.Of(answered) ? ([], [])
                : throw new RuleBroken("case.result-recorded", new { @case.Number, known.Outcome });
        }
        if (command.Outcome == AuthorityOutcome.Granted)
        {
            var used = FiledRights.Use(@case, firm, answered.CredentialType, users, today);
            return ([answered with { RightsUsed = FiledRights.UsedBy(@case, firm.Fold(used)) }], used);
        }
        var refusal = new RefuseRecognition(answered.CredentialType, decided.Batch, command.KnownOn, command.Reason);
        return ([answered], RefuseRecognition.Decide(refusal, firm, stage.Entry.Credentials.ToHashSet(StringComparer.Ordinal), today));
    }

    private static AuthorityAnswered Answer(RecordResult command, Case @case, Firm firm, Stage stage, string by)
    {
        var type = command.Outcome == AuthorityOutcome.Granted
            ? firm.Recognitions.FirstOrDefault(r => r.Id == command.RecognitionId && !r.Annulled)?.CredentialType
            : command.CredentialType;
        return type is not null && stage.Entry.Credentials.Contains(type)
            ? new(@case.Number, command.Outcome, type, command.Outcome == AuthorityOutcome.Granted ? command.RecognitionId : null, command.KnownOn, by)
            : throw new RuleBroken("case.result-title", new { @case.Number, titles = stage.Entry.Credentials });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/result", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(RecordResult command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var firm = await context.Session.Events.FetchForWriting<Firm>(Firm.Key(@case.FirmId), cancellation);
        var book = CaseRules.Open(await shelf.Look(context.Tenant, cancellation), @case, context.Today);
        var users = await context.Session.LoadManyAsync<PropertyUser>(cancellation, @case.Rights.Select(r => r.IpNo));
        var (toCase, toFirm) = Decide(command, @case, firm.Aggregate!, book.Stage(@case.StageId), users, context.Person.Subject, context.Today);
        if (toFirm.Length > 0)
            firm.AppendMany(toFirm);
        foreach (var used in toFirm.OfType<IntellectualPropertyUsed>().Where(e => users.All(u => u.Id != e.IpNo)))
            context.Session.Insert(new PropertyUser(used.IpNo, @case.FirmId));
        return CasePage.Reply(stream, toCase, context);
    }
}

/// <summary>What came of a recommendation.</summary>
public sealed record AuthorityResult(AuthorityOutcome Outcome, string CredentialType, string? RecognitionId, DateOnly KnownOn)
{
    internal static AuthorityResult Of(AuthorityAnswered e) => new(e.Outcome, e.CredentialType, e.RecognitionId, e.KnownOn);
}
