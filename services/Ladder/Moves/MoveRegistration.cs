using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Moves;

/// <summary>
/// Records that the registered address moved. A whole move across recognising bodies that is finished inside the validity keeps the title (国科发火
/// 〔2016〕32号 article 18); a part move is no move. The credit code stays in every case.
/// </summary>
/// <param name="ToDivision">Six digits, GB/T 2260.</param>
public sealed record MoveRegistration(string ToDivision, MoveKind MoveKind, DateOnly EffectiveOn, string Source, DateOnly? TaxMovedOn = null)
{
    internal static object[] Decide(MoveRegistration command, Firm firm, DateOnly known)
    {
        CheckDivision(command.ToDivision);
        Require.Text(command.Source, nameof(Source));
        firm.RequireFirm();
        if (firm.Moves.Any(m => (m.ToDivision, m.MoveKind, m.EffectiveOn) == (command.ToDivision, command.MoveKind, command.EffectiveOn)))
            return [];
        firm.RequireHere();
        if (command.EffectiveOn > known)
            throw new RuleBroken("move.in-future", new { command.EffectiveOn });
        if (command.ToDivision == firm.RegisteredDivision)
            throw new RuleBroken("move.nowhere", new { command.ToDivision });
        if (command.EffectiveOn < firm.EstablishedOn || firm.Moves.Any(m => m.EffectiveOn > command.EffectiveOn))
            throw new RuleBroken("move.before-last", new { command.EffectiveOn });
        return [new RegistrationMoved(
            firm.CreditCode, firm.LegalName(), firm.RegisteredDivision, command.ToDivision, command.MoveKind, command.EffectiveOn,
            !RecognisingBody.Same(firm.RegisteredDivision, command.ToDivision), command.TaxMovedOn, command.Source)];
    }

    /// <exception cref="RuleBroken"><c>firm.division-malformed</c>.</exception>
    internal static void CheckDivision(string division)
    {
        if (division.Length != 6 || !division.All(char.IsAsciiDigit))
            throw new RuleBroken("firm.division-malformed", new { registeredDivision = division });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/moves", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(MoveRegistration command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, context.KnownDay()));
    }
}
