using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Moves;

/// <summary>Records that a division has another code from a day, for the whole country.</summary>
/// <param name="DocRef">The decision, such as 国函〔2015〕…号.</param>
public sealed record MapDivision(string OldCode, string NewCode, DateOnly EffectiveOn, string DocRef)
{
    internal static object[] Decide(MapDivision command, Divisions divisions)
    {
        MoveRegistration.CheckDivision(command.OldCode);
        MoveRegistration.CheckDivision(command.NewCode);
        Require.Text(command.DocRef, nameof(DocRef));
        if (command.OldCode == command.NewCode)
            throw new RuleBroken("division.itself", new { command.OldCode });
        if (divisions.Mapped.FirstOrDefault(m => m.OldCode == command.OldCode) is not { } known)
            return [new DivisionCodeMapped(command.OldCode, command.NewCode, command.EffectiveOn, command.DocRef)];
        return (known.NewCode, known.EffectiveOn) == (command.NewCode, command.EffectiveOn)
            ? []
            : throw new RuleBroken("division.mapped", new { command.OldCode, known.NewCode, known.EffectiveOn });
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/divisions", Handle).IsCommand(Roles.Policy).Produces<DivisionsMapped>();
        routes.MapGet("/divisions/{code}", Get).IsQuery(Readers.OfficeAndFirm);
    }

    private static async Task<Reply> Handle(MapDivision command, CommandContext context, CancellationToken cancellation)
    {
        if (context.Tenant != "000000")
            throw new RuleBroken("division.other-tenant");
        var stream = await context.Session.Events.FetchForWriting<Divisions>(Divisions.Key, cancellation);
        var happened = Decide(command, stream.Aggregate ?? Divisions.None);
        if (happened.Length > 0)
            stream.AppendMany(happened);
        return Reply.Ok(new DivisionsMapped(happened.Length));
    }

    /// <summary>The code that a division has on a day (today) which once had this one.</summary>
    private static async Task<PresentDivision> Get(string code, DateOnly? asOf, QueryContext context, CancellationToken cancellation)
    {
        MoveRegistration.CheckDivision(code);
        await using var nation = context.Reference("000000");
        var divisions = await nation.LoadAsync<Divisions>(Divisions.Key, cancellation) ?? Divisions.None;
        var day = asOf ?? context.Today;
        return new(code, day, divisions.Present(code, day));
    }
}

/// <param name="Recorded">0 where it was known.</param>
internal sealed record DivisionsMapped(int Recorded);

internal sealed record PresentDivision(string Code, DateOnly AsOf, string Present);
