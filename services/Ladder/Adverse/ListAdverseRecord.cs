using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Adverse;

/// <summary>Records what an authority listed. What follows for titles, money or stages is for people to decide.</summary>
public sealed record ListAdverseRecord(AdverseKind Kind, DateOnly ListedOn, AdverseSeverity Severity, string Source, DateOnly? HappenedOn = null)
{
    internal static object[] Decide(ListAdverseRecord command, Firm firm, string id, DateOnly today)
    {
        Require.Text(command.Source, nameof(Source));
        if (command.ListedOn > today)
            throw new RuleBroken("adverse.listed-in-future", new { command.ListedOn });
        if (command.HappenedOn > command.ListedOn)
            throw new RuleBroken("adverse.happened-after-listing", new { command.HappenedOn, command.ListedOn });
        return firm.AdverseRecords.Any(r => (r.Kind, r.ListedOn, r.HappenedOn, r.Source) == (command.Kind, command.ListedOn, command.HappenedOn, command.Source))
            ? []
            : [new AdverseRecordListed(
                id, firm.CreditCode, firm.LegalName(), command.Kind, command.HappenedOn, command.ListedOn, command.Severity, command.Source)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/adverse-records", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(ListAdverseRecord command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, context.NewId(), context.Today));
    }
}
