using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Agreements;

/// <summary>Records the agreement behind a title whose stage is one of agreements (科技小巨人工程).</summary>
/// <param name="TermTo">Last day of the term.</param>
public sealed record SignAgreement(
    string ProjectId, string RecognitionId, DateOnly SignedOn, DateOnly TermFrom, DateOnly TermTo, string DocumentRef)
{
    internal static object[] Decide(SignAgreement command, Firm firm, Rungs rungs, DateOnly today)
    {
        Require.Text(command.ProjectId, nameof(ProjectId), 64);
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        var title = firm.Recognitions.SingleOrDefault(r => r.Id == command.RecognitionId && !r.Annulled)
            ?? throw new RuleBroken("recognition.unknown", new { command.RecognitionId });
        if (!rungs.EnteredBy(title.CredentialType, title.ValidFrom).Any(at => at.Rung.Agreement))
            throw new RuleBroken("agreement.not-asked", new { title.CredentialType });
        if (command.SignedOn > today)
            throw new RuleBroken("agreement.in-future", new { day = command.SignedOn });
        if (command.TermTo < command.TermFrom)
            throw new RuleBroken("agreement.term", new { command.TermFrom, command.TermTo });
        var signed = new AgreementSigned(
            command.ProjectId, firm.CreditCode, firm.LegalName(), title.Id, title.CredentialType, command.SignedOn, command.TermFrom, command.TermTo,
            command.DocumentRef);
        if (firm.Agreements.FirstOrDefault(a => a.ProjectId == command.ProjectId) is { } earlier)
        {
            return earlier with { Outcome = null, ConcludedOn = null, Reference = null } == Agreement.Of(signed)
                ? [] : throw new RuleBroken("agreement.differs", new { command.ProjectId });
        }
        return firm.Agreements.FirstOrDefault(a => a.RecognitionId == title.Id && a.Outcome != AgreementOutcome.Terminated) is { } other
            ? throw new RuleBroken("agreement.title-has-one", new { recognitionId = title.Id, other.ProjectId })
            : [signed];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/agreements", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(SignAgreement command, string id, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs;
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, rungs, context.KnownDay()));
    }
}
