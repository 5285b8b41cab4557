using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>Erases the account's document on request. The events keep a reference that leads nowhere, and four digits.</summary>
/// <param name="RequestRef">The paper by which it was asked for, by its number.</param>
public sealed record EraseAccount(string RequestRef)
{
    internal static object[] Decide(EraseAccount command, Subsidy subsidy, string by, DateOnly today)
    {
        Require.Text(command.RequestRef, nameof(RequestRef));
        return subsidy.Confirmed switch
        {
            null => throw new RuleBroken("subsidy.no-account"),
            { Erased: true } => [],
            var account => [new PayeeAccountErased(subsidy.SubsidyId, account.Ref, command.RequestRef, today, by)],
        };
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/subsidies/{subsidyId}/account/erasure", Handle).IsCommand(Roles.Supervisor);
        routes.MapGet("/subsidies/{subsidyId}/account", Read).IsQuery(Roles.CaseWorker, Roles.Supervisor);
    }

    private static async Task<Reply> Handle(EraseAccount command, string subsidyId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await SubsidyAccess.Fetch(context, subsidyId, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.Person.Subject, context.Today);
        if (happened.Length > 0)
            context.Session.Delete<PayeeAccount>(stream.Aggregate!.Confirmed!.Ref);
        return SubsidyAccess.Append(stream, happened, context.Person);
    }

    // Who pays must see it once; it is shown here and nowhere else.
    private static async Task<PayeeAccount> Read(string subsidyId, QueryContext context, CancellationToken cancellation)
    {
        var subsidy = await context.Session.LoadAsync<Subsidy>(Subsidy.Key(subsidyId), cancellation) ?? throw new RuleBroken("subsidy.unknown", new { subsidyId });
        var account = subsidy.Confirmed is { Erased: false } confirmed ? await context.Session.LoadAsync<PayeeAccount>(confirmed.Ref, cancellation) : null;
        return account ?? throw new RuleBroken("subsidy.no-account");
    }
}
