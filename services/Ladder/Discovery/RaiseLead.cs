using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Discovery;

/// <summary>Notes by hand that a firm may reach a stage.</summary>
/// <param name="Channel">Any but <c>screen</c>.</param>
/// <param name="ReasonZh">Why, in a sentence.</param>
public sealed record RaiseLead(string FirmId, string StageId, LeadChannel Channel, FreeText ReasonZh, FreeText ReasonEn)
{
    internal static LeadDiscovered Decide(RaiseLead command, Firm firm, StageLead? known, string leadId, string by, DateOnly today)
    {
        if (command.Channel == LeadChannel.Screen)
            throw new RuleBroken("lead.channel-screen");
        Require.Text(command.ReasonZh, nameof(ReasonZh));
        Require.Text(command.ReasonEn, nameof(ReasonEn));
        if (StageHistory.Held(firm.Stages, command.StageId, today))
            throw new RuleBroken("lead.stage-held", new { command.StageId });
        if (known is { DismissedOn: null })
            throw new RuleBroken("lead.already-open", new { known.LeadId });
        return new(leadId, command.FirmId, firm.CreditCode, command.StageId, command.Channel, by, null, null, [], today, new(command.ReasonZh, command.ReasonEn));
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/leads", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<LeadMade>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(RaiseLead command, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var session = context.Session;
        var firm = await session.LoadAsync<Firm>(Firm.Key(command.FirmId), cancellation) ?? throw new RuleBroken("firm.unknown", new { id = command.FirmId });
        _ = (await shelf.Look(context.Tenant, cancellation)).WithStage(command.StageId);
        var key = StageLead.For(command.FirmId, command.StageId);
        var known = await session.LoadAsync<StageLead>(key, cancellation);
        var found = Decide(command, firm, known, context.NewId(), context.Person.Subject, context.Today);
        Open(session, key, known, found);
        return Reply.Created($"leads/{found.LeadId}", new LeadMade(found.LeadId), version: 1);
    }

    /// <summary>Two that find one firm for one stage at once collide here.</summary>
    internal static void Open(IDocumentSession session, string key, StageLead? known, LeadDiscovered found)
    {
        if (known is null)
            session.Insert(new StageLead(key, found.LeadId));
        else
            session.Store(new StageLead(key, found.LeadId));
        session.Events.StartStream<Lead>(Lead.Key(found.LeadId), found);
    }
}

internal sealed record LeadMade(string LeadId);
