using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Banks;

/// <summary>Records that a lead unit of the district approves of a bank being told. Without the approval of each, nothing is told.</summary>
/// <param name="Unit">Code of the lead unit.</param>
/// <param name="To">Last day.</param>
public sealed record ApproveDisclosure(string Unit, string DocumentRef, DateOnly From, DateOnly To)
{
    internal static object[] Decide(ApproveDisclosure command, Bank bank, LeadUnits units, Person person)
    {
        if (units.Units.All(u => u.Code != command.Unit))
            throw new RuleBroken("lead-unit.unknown", new { command.Unit });
        if (string.IsNullOrWhiteSpace(command.DocumentRef))
            throw new RuleBroken("approval.document-missing");
        if (command.To < command.From)
            throw new RuleBroken("approval.period-reversed");
        return bank.Approvals.Contains(new Approval(command.Unit, command.DocumentRef, command.From, command.To))
            ? []
            : [new DisclosureApproved(bank.BankId, command.Unit, command.DocumentRef, command.From, command.To, person.Subject)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/banks/{id}/approvals", Handle).IsCommand(Roles.Policy, Roles.Supervisor);

    private static async Task<Reply> Handle(ApproveDisclosure command, string id, CommandContext context, CancellationToken cancellation)
    {
        var units = await context.Session.LoadAsync<LeadUnits>(LeadUnits.Key, cancellation) ?? new();
        return await context.Change(id, bank => Decide(command, bank, units, context.Person), cancellation);
    }
}
