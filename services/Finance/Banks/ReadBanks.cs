using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Hosting;

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

    internal static object View(Bank bank, string district)
    {
        var place = new Place(district, bank.BankId);
        return new
        {
            id = bank.BankId,
            bank.NameZh,
            bank.NameEn,
            agreement = bank.Agreement is { } a ? new { a.SubscriptionId, agreementRef = a.Ref, a.Products, a.From, a.To } : null,
            bank.Approvals,
            amqp = new { vhost = place.VirtualHost, queue = Place.Queue, user = place.User },
        };
    }

    private static object Named(Bank bank) => new { id = bank.BankId, bank.NameZh, bank.NameEn, products = bank.Agreement?.Products ?? [] };

    private static async Task<IResult> All(QueryContext context, CancellationToken cancellation)
    {
        var banks = await context.Session.QueryAsync<Bank>("where tenant_id = ? order by id", cancellation, context.Tenant);
        return Results.Json(new { banks = banks.Select(b => context.Person.Is(Roles.Firm) ? Named(b) : View(b, context.Tenant)) }, Json.Web);
    }

    private static async Task<Reply> One(string id, QueryContext context, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        return await context.Session.LoadAsync<Bank>(Bank.Key(id), cancellation) is { } bank
            ? Reply.Ok(View(bank, context.Tenant), bank.Version)
            : throw new RuleBroken("bank.unknown", new { bankId = id });
    }
}
