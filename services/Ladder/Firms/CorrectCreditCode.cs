using Marten;

namespace Cultivation.Ladder.Firms;

/// <summary>
/// Puts a wrong credit code right. The code is a document that is unique in the district; the wrong one is free again, since it may be another
/// firm's. Messages carry the firm's id beside the code, so that a reader follows.
/// </summary>
public sealed record CorrectCreditCode(string CreditCode, FreeText Reason, DateOnly CorrectedOn)
{
    internal static object[] Decide(CorrectCreditCode command, Firm firm, DateOnly today)
    {
        firm.RequireFirm();
        var state = Gb32100.Check(command.CreditCode) ?? throw new RuleBroken("firm.credit-code-malformed", new { command.CreditCode });
        Require.Text(command.Reason, nameof(Reason));
        if (command.CorrectedOn > today)
            throw new RuleBroken("firm.code-corrected-in-future", new { command.CorrectedOn });
        return command.CreditCode == firm.CreditCode
            ? []
            : [new CreditCodeCorrected(firm.CreditCode, command.CreditCode, firm.LegalName(), state, command.Reason, command.CorrectedOn)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/credit-code-corrections", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(CorrectCreditCode command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.Today);
        if (happened.Length > 0)
        {
            if (await context.Session.LoadAsync<CreditCode>(command.CreditCode, cancellation) is { } taken)
                throw new RuleBroken("firm.code-taken", new { taken.FirmId });
            context.Session.Delete<CreditCode>(stream.Aggregate!.CreditCode);
            context.Session.Insert(new CreditCode(command.CreditCode, id));
        }
        return FirmVersion.Reply(stream, happened);
    }
}
