using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Banks;

/// <summary>The district's partner banks. A bank sees itself only; a firm sees to whom it could give consent: names and products.</summary>
internal static class ReadBanks
{
    private static readonly string[] Readers = [Roles.Policy, Roles.CaseWorker, Roles.Supervisor, Roles.Operator, Roles.Auditor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks", All).IsQuery([.. Readers, Roles.Firm]);
        routes.MapGet("/banks/{id}", One).IsQuery([.. Readers, Roles.Bank]);
    }

    /// <summary>A bank's answer: also why the district tells it nothing, where it does not.</summary>
    internal static async Task<object> View(IQuerySession session, Bank bank, DateOnly today, CancellationToken cancellation) =>
        View(bank, await session.LoadAsync<LeadUnits>(LeadUnits.Key, cancellation), session.TenantId, today);

    private static object View(Bank bank, LeadUnits? units, string district, DateOnly today)
    {
        var place = new Place(district, bank.BankId);
        return new
        {
            id = bank.BankId,
            bank.NameZh,
            bank.NameEn,
            agreement = bank.Agreement is { } a ? new { a.SubscriptionId, agreementRef = a.Ref, a.Products, a.From, a.To } : null,
            bank.Approvals,
            silence = LeadUnits.Silence(units, bank, today),
            amqp = new { vhost = place.VirtualHost, queue = Place.Queue, user = place.User },
        };
    }

    private static object Named(Bank bank) => new { id = bank.BankId, bank.NameZh, bank.NameEn, products = bank.Agreement?.Products ?? [] };

    private static async Task<IResult> All(QueryContext context, CancellationToken cancellation)
    {
        var banks = await context.Session.QueryAsync<Bank>("where tenant_id = ? order by id", cancellation, context.Tenant);
        var units = await context.Session.LoadAsync<LeadUnits>(LeadUnits.Key, cancellation);
        return Results.Json(new { banks = banks.Select(b => context.Person.Is(Roles.Firm) ? Named(b) : View(b, units, context.Tenant, context.Today)) }, Json.Web);
    }

    private static async Task<Reply> One(string id, QueryContext context, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        return await context.Session.LoadAsync<Bank>(Bank.Key(id), cancellation) is { } bank
            ? Reply.Ok(await View(context.Session, bank, context.Today, cancellation), bank.Version)
            : throw new RuleBroken("bank.unknown", new { bankId = id });
    }
}
