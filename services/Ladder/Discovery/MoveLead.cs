using Cultivation.Ladder.Cases;

namespace Cultivation.Ladder.Discovery;

/// <summary>A case worker serves the lead from here on (服务一批).</summary>
public sealed record TakeLead
{
    internal static object[] Decide(Lead lead, string by, DateOnly today) => lead switch
    {
        { Queue: LeadQueue.Serving } when lead.TakenBy == by => [],
        { Queue: LeadQueue.Discovered or LeadQueue.Serving } => [new LeadTaken(lead.LeadId, by, today)],
        _ => throw new RuleBroken("lead.not-waiting", new { lead.LeadId, lead.Queue }),
    };

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/leads/{id}/service", Handle).IsEdit(LeadPage.Workers).Produces<LeadPage>();

    private static Task<Reply> Handle(TakeLead command, string id, CommandContext context, CancellationToken cancellation) =>
        LeadPage.Change(context, id, lead => Decide(lead, context.Person.Subject, context.Today), cancellation);
}

/// <summary>The firm has filed for the stage: the lead goes on as a case (推荐一批).</summary>
public sealed record HandOverLead(string CaseNumber)
{
    internal static object[] Decide(HandOverLead command, Lead lead, Case? @case, string by, DateOnly today)
    {
        if (lead.Queue == LeadQueue.Recommended && lead.CaseNumber == command.CaseNumber)
            return [];
        if (lead.Queue is not (LeadQueue.Discovered or LeadQueue.Serving))
            throw new RuleBroken("lead.not-waiting", new { lead.LeadId, lead.Queue });
        if (@case is null)
            throw new RuleBroken("case.unknown", new { number = command.CaseNumber });
        return (@case.FirmId, @case.StageId) == (lead.FirmId, lead.StageId)
            ? [new LeadHandedOver(lead.LeadId, command.CaseNumber, by, today)]
            : throw new RuleBroken("lead.other-case", new { command.CaseNumber, lead.StageId });
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/leads/{id}/recommendation", Handle).IsEdit(LeadPage.Workers).Produces<LeadPage>();

    private static async Task<Reply> Handle(HandOverLead command, string id, CommandContext context, CancellationToken cancellation)
    {
        var @case = await context.Session.LoadAsync<Case>(Case.Key(command.CaseNumber), cancellation);
        return await LeadPage.Change(context, id, lead => Decide(command, lead, @case, context.Person.Subject, context.Today), cancellation);
    }
}

/// <summary>The lead is let go. A screen leaves the firm alone for this stage for a while; a person may raise it again.</summary>
public sealed record DismissLead(LeadEnd Reason)
{
    internal static object[] Decide(DismissLead command, Lead lead, string by, DateOnly today) => lead.Queue switch
    {
        LeadQueue.Discovered or LeadQueue.Serving => [new LeadDismissed(lead.LeadId, command.Reason, by, today)],
        LeadQueue.Dismissed when lead.Ended == command.Reason => [],
        _ => throw new RuleBroken("lead.not-waiting", new { lead.LeadId, lead.Queue }),
    };

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/leads/{id}/dismissal", Handle).IsEdit(LeadPage.Workers).Produces<LeadPage>();

    private static Task<Reply> Handle(DismissLead command, string id, CommandContext context, CancellationToken cancellation) =>
        LeadPage.Change(context, id, lead => Decide(command, lead, context.Person.Subject, context.Today), cancellation);
}

/// <summary>Undoes a dismissal or a hand-over.</summary>
public sealed record ReopenLead
{
    internal static object[] Decide(Lead lead, StageLead? now, string by, DateOnly today)
    {
        if (lead.Queue is LeadQueue.Discovered or LeadQueue.Serving)
            return [];
        return now is { } other && other.LeadId != lead.LeadId && other.DismissedOn is null
            ? throw new RuleBroken("lead.already-open", new { other.LeadId })
            : [new LeadReopened(lead.LeadId, by, today)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/leads/{id}/reopening", Handle).IsEdit(LeadPage.Workers).Produces<LeadPage>();

    private static async Task<Reply> Handle(ReopenLead command, string id, CommandContext context, CancellationToken cancellation)
    {
        var lead = (await Lead.Fetch(context, id, cancellation)).Aggregate!;
        var now = await context.Session.LoadAsync<StageLead>(StageLead.For(lead.FirmId, lead.StageId), cancellation);
        return await LeadPage.Change(context, id, at => Decide(at, now, context.Person.Subject, context.Today), cancellation);
    }
}
