using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>A bank's queue as the bank and the operator see it.</summary>
/// <param name="Delivered">It was filled up to this entry.</param>
/// <param name="Confirmed">The bank has said that it holds its feed up to here: a lost queue is filled again from there.</param>
/// <param name="Lag">Entries of the feed that are not in it yet.</param>
/// <param name="Messages">Waiting in it, when it was last looked at.</param>
/// <param name="Consumers">Reading it, when it was last looked at.</param>
/// <param name="Limit">As many as it takes; none: it was not looked at yet.</param>
/// <param name="Since">Since when its state is what it is; none: it was not looked at yet.</param>
/// <param name="Replays">Ranges that are not in it again yet.</param>
internal sealed record QueueView(
    string BankId, long Delivered, long Confirmed, long Head, long Lag, long Messages, long Consumers, int? Limit, QueueState State, DateTimeOffset? Since, int Replays)
{
    private const string Sql =
        """
        select json_build_object(
            'bankId', d.bank_id, 'delivered', d.position, 'confirmed', d.confirmed, 'head', h.head, 'lag', h.head - d.position, 'messages', coalesce(q.messages, 0),
            'consumers', coalesce(q.consumers, 0), 'limit', q.size, 'state', coalesce(q.state, 'Free'), 'since', q.since,
            'replays', (select count(*) from finance.queue_replays p where p.tenant_id = d.tenant_id and p.bank_id = d.bank_id))
        from finance.deliveries d left join finance.queues q using (tenant_id, bank_id) cross join lateral (
            select coalesce(max(e.position), 0) as head from finance.entries e where e.tenant_id = d.tenant_id and e.bank_id = d.bank_id) h
        where d.tenant_id = ?
        """;

    /// <param name="bank">None: all of the district.</param>
    /// <param name="state">None: every state.</param>
    public static Task<IReadOnlyList<QueueView>> Read(IQuerySession session, string? bank, QueueState? state, CancellationToken cancellation)
    {
        var where = new Conditions(Sql, session.TenantId).Also("d.bank_id = ?", bank).Also("coalesce(q.state, 'Free') = ?", state?.ToString());
        return session.QueryAsync<QueueView>($"{where.Sql} order by d.bank_id", cancellation, where.Values);
    }

    /// <summary>The JSON of an answer.</summary>
    public object Shown(int epoch) => new
    {
        BankId, State, Since, Messages, Limit, Consumers, position = new Cursor(epoch, Delivered).ToString(), confirmed = new Cursor(epoch, Confirmed).ToString(),
        head = new Cursor(epoch, Head).ToString(), Lag, Replays,
    };
}
