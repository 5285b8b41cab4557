using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// A bank says up to where it holds its feed for good, whichever way that came. A queue that is lost is filled again from there, not from the feed's start; one that
/// is filled up to an earlier entry goes on behind it. What is in the queue stays there, and nothing is sent again.
/// </summary>
/// <param name="Through">Cursor <c>epoch-position</c>. One that is earlier than the last takes that back.</param>
public sealed record ConfirmQueue(string Through)
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/queue/confirmations", Handle).IsCommand(Roles.Bank);

    private static async Task<Reply> Handle(ConfirmQueue command, string id, CommandContext context, Epoch epoch, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        _ = await context.Session.LoadAsync<Bank>(Bank.Key(id), cancellation) ?? throw new RuleBroken("bank.unknown", new { bankId = id });
        var (through, _) = await context.Session.Known(id, command.Through, await epoch.Value(cancellation), cancellation);
        context.Session.QueueSqlCommand(
            "update finance.deliveries set confirmed = ?, position = greatest(position, ?) where tenant_id = ? and bank_id = ?",
            through.Position, through.Position, context.Tenant, id);
        return Reply.Ok(new { bankId = id, confirmed = through.ToString() });
    }
}
