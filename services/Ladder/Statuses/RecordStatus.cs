using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Statuses;

/// <summary>Records a status that the firm holds beside its stage, one of those that the district's programmes name.</summary>
/// <param name="To">Last day; null while none is set.</param>
public sealed record RecordStatus(string Status, DateOnly From, string Reference, DateOnly? To = null)
{
    internal static object[] Decide(RecordStatus command, Firm firm, IReadOnlyCollection<string> known, string id, DateOnly today)
    {
        Require.Text(command.Reference, nameof(Reference));
        if (!known.Contains(command.Status))
            throw new RuleBroken("status.unknown", new { command.Status, known });
        if (command.From > today || command.To < command.From)
            throw new RuleBroken("status.days", new { command.From, command.To });
        var end = command.To?.AddDays(1);
        if (firm.Statuses.Any(s => (s.Status, s.From, s.To) == (command.Status, command.From, end)))
            return [];
        // Two times of one status would not tell until when it holds.
        return firm.Statuses.FirstOrDefault(s => s.Status == command.Status && (s.To is null || command.From < s.To) && (end is null || s.From < end)) is { } other
            ? throw new RuleBroken("status.held", new { statusId = other.Id, other.From, other.To })
            : [new StatusRecorded(id, firm.CreditCode, command.Status, command.From, command.To, command.Reference)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/statuses", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RecordStatus command, string id, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var known = (await shelf.Look(context.Tenant, cancellation)).Statuses();
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, known, context.NewId(), context.KnownDay()));
    }
}
