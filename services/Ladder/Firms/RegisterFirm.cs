namespace Cultivation.Ladder.Firms;

/// <summary>Puts a firm on the district's register.</summary>
/// <param name="RegisteredDivision">Where it is registered now (GB/T 2260, six digits); digits 3 to 8 of the code need not agree after a move.</param>
/// <param name="IndustryCode">GB/T 4754: section letter and up to four digits.</param>
/// <param name="Source">Where the facts come from.</param>
/// <param name="Kind">A carrier is no firm of the main chain.</param>
public sealed record RegisterFirm(
    string CreditCode, string LegalName, DateOnly EstablishedOn, string RegisteredDivision, string IndustryCode, string EnterpriseType,
    string Source, string? Town = null, OrganisationKind Kind = OrganisationKind.Enterprise)
{
    internal static EnterpriseRegistered Decide(RegisterFirm command, DateOnly today)
    {
        var state = Gb32100.Check(command.CreditCode) ?? throw new RuleBroken("firm.credit-code-malformed", new { command.CreditCode });
        Require.Text(command.LegalName, nameof(LegalName));
        Require.Text(command.EnterpriseType, nameof(EnterpriseType));
        Require.Text(command.Source, nameof(Source));
        if (command.RegisteredDivision.Length != 6 || !command.RegisteredDivision.All(char.IsAsciiDigit))
            throw new RuleBroken("firm.division-malformed", new { command.RegisteredDivision });
        if (command.IndustryCode is not [>= 'A' and <= 'T', ..] || command.IndustryCode.Length > 5 || !command.IndustryCode.Skip(1).All(char.IsAsciiDigit))
            throw new RuleBroken("firm.industry-malformed", new { command.IndustryCode });
        if (command.EstablishedOn > today)
            throw new RuleBroken("firm.established-in-future", new { command.EstablishedOn });
        return new(
            command.CreditCode, command.LegalName.Trim(), command.EstablishedOn, command.RegisteredDivision, command.IndustryCode,
            command.EnterpriseType, state, command.Source, command.Town, null, Kind: command.Kind);
    }

    /// <summary>The firm is on the register as the command says; it may have another name by now.</summary>
    internal static bool Recorded(RegisterFirm command, Firm firm) =>
        firm.Names.Any(n => n.Name == command.LegalName.Trim())
        && (firm.EstablishedOn, firm.RegisteredDivision, firm.IndustryCode, firm.EnterpriseType, firm.Town, firm.Kind)
            == (command.EstablishedOn, command.RegisteredDivision, command.IndustryCode, command.EnterpriseType, command.Town, command.Kind);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmRegistered>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(RegisterFirm command, CommandContext context, CancellationToken cancellation)
    {
        var registered = Decide(command, context.Today);
        if (await context.Session.LoadAsync<CreditCode>(registered.Uscc, cancellation) is { } taken)
            throw new RuleBroken("firm.code-taken", new { taken.FirmId });
        var id = context.NewId();
        context.Session.Insert(new CreditCode(registered.Uscc, id));
        context.Session.Events.StartStream<Firm>(Firm.Key(id), registered);
        return Reply.Created($"firms/{id}", new FirmRegistered(id, registered.Uscc, registered.CheckDigitState), version: 1);
    }
}

/// <summary>Whose a credit code is; unique in a district.</summary>
public sealed record CreditCode(string Id, string FirmId);

internal sealed record FirmRegistered(string Id, string CreditCode, CheckDigitState CheckDigitState);
