using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Banks;

/// <summary>Records that a lead unit takes its approval back. The bank is told once that it hears no more; what was told cannot be unsaid.</summary>
/// <param name="Unit">Code of the lead unit.</param>
/// <param name="EffectiveOn">First day without the approval: today, or earlier where the letter came earlier.</param>
public sealed record RevokeApproval(string Unit, string DocumentRef, DateOnly EffectiveOn)
{
    internal static object[] Decide(RevokeApproval command, Bank bank, Person person, DateOnly today)
    {
        if (bank.Approvals.FirstOrDefault(a => a.Unit == command.Unit) is not { } approval)
            throw new RuleBroken("approval.none", new { command.Unit });
        if (string.IsNullOrWhiteSpace(command.DocumentRef))
            throw new RuleBroken("approval.document-missing");
        if (command.EffectiveOn > today || command.EffectiveOn < approval.From)
            throw new RuleBroken("approval.revocation-day", new { approval.From, today });
        return command.EffectiveOn > approval.To
            ? []
            : [new DisclosureApprovalRevoked(bank.BankId, command.Unit, command.DocumentRef, command.EffectiveOn, person.Subject)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/banks/{id}/approvals/revocations", Handle).IsCommand(Roles.Policy, Roles.Supervisor);

    private static Task<Reply> Handle(RevokeApproval command, string id, CommandContext context, CancellationToken cancellation) =>
        context.Change(id, bank => Decide(command, bank, context.Person, context.Today), cancellation);
}
