namespace Cultivation.Ladder.Firms;

/// <summary>
/// Records a change of name. Titles keep number and dates; the firm must report within three months of the change
/// (国科发火〔2016〕32号 article 17).
/// </summary>
/// <param name="ChangedOn">Day of the change with the market regulator.</param>
/// <param name="Source">Where it was seen.</param>
public sealed record RenameFirm(string NewName, DateOnly ChangedOn, string Source)
{
    internal static object[] Decide(RenameFirm command, Firm firm, DateOnly today)
    {
        Require.Text(command.NewName, nameof(NewName));
        Require.Text(command.Source, nameof(Source));
        firm.RequireFirm();
        var name = command.NewName.Trim();
        if (name == firm.LegalName())
            return [];
        if (command.ChangedOn > today)
            throw new RuleBroken("firm.renamed-in-future", new { command.ChangedOn });
        if (command.ChangedOn < firm.Names[^1].From)
            throw new RuleBroken("firm.renamed-before-last-name", new { command.ChangedOn, lastNameFrom = firm.Names[^1].From });
        return [new EnterpriseRenamed(firm.CreditCode, firm.LegalName(), name, command.ChangedOn, command.ChangedOn.AddMonths(3), command.Source)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/renames", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RenameFirm command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, context.Today));
    }
}
