using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Adverse;

/// <summary>Records that an authority took a record off its list (信用修复). That it happened stays true.</summary>
/// <param name="RemovedOn">First day on which it no longer stands.</param>
public sealed record RemoveAdverseRecord(DateOnly RemovedOn, FreeText Reason)
{
    internal static object[] Decide(RemoveAdverseRecord command, string recordId, Firm firm, DateOnly today)
    {
        var record = firm.AdverseRecords.SingleOrDefault(r => r.Id == recordId) ?? throw new RuleBroken("adverse.unknown", new { recordId });
        Require.Text(command.Reason, nameof(Reason));
        if (record.RemovedOn is { } removed)
            return removed == command.RemovedOn ? [] : throw new RuleBroken("adverse.removed-already", new { recordId, removedOn = removed });
        if (command.RemovedOn > today)
            throw new RuleBroken("adverse.removed-in-future", new { command.RemovedOn });
        if (command.RemovedOn < record.ListedOn)
            throw new RuleBroken("adverse.removed-before-listing", new { command.RemovedOn, record.ListedOn });
        return [new AdverseRecordRemoved(recordId, firm.CreditCode, firm.LegalName(), record.Kind, command.RemovedOn, command.Reason)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/adverse-records/{recordId}/removals", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RemoveAdverseRecord command, string id, string recordId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, recordId, stream.Aggregate!, context.Today));
    }
}
