using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Recognitions;

/// <summary>
/// The authority did not recognise the firm. Recommendation, recognition and stage are three facts (DOMAIN 4, no. 3): this one
/// changes neither of the others.
/// </summary>
/// <param name="CredentialType">The title that was asked for.</param>
/// <param name="Batch">The list on which the firm stood.</param>
/// <param name="KnownOn">Day on which the district learned of it.</param>
/// <param name="Reason">As the authority gave it.</param>
public sealed record RefuseRecognition(string CredentialType, string Batch, DateOnly KnownOn, FreeText? Reason = null)
{
    /// <summary>The refusal; recorded already: no event.</summary>
    internal static object[] Decide(RefuseRecognition command, Firm firm, IReadOnlySet<string> credentials, DateOnly today)
    {
        Require.Text(command.Batch, nameof(Batch));
        if (command.Reason is not null)
            Require.Text(command.Reason, nameof(Reason), 2_000);
        if (!credentials.Contains(command.CredentialType))
            throw new RuleBroken("recognition.type-unknown", new { command.CredentialType });
        if (command.KnownOn > today)
            throw new RuleBroken("recognition.refused-in-future", new { command.KnownOn });
        return firm.Refusals.Any(r => (r.CredentialType, r.Batch) == (command.CredentialType, command.Batch))
            ? []
            : [new RecognitionRefused(firm.CreditCode, command.CredentialType, command.Batch, command.Reason, command.KnownOn)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/recognition-refusals", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RefuseRecognition command, string id, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, (await shelf.Look(context.Tenant, cancellation)).Credentials(), context.Today));
    }
}

/// <summary>An authority's refusal, as decisions read it.</summary>
public sealed record Refusal(string CredentialType, string Batch, DateOnly KnownOn);
