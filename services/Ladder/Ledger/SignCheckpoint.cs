using Cultivation.Merkle;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Ledger;

/// <summary>Signs the ledger as it stands. Where nothing happened since the last checkpoint there is none.</summary>
public sealed record SignCheckpoint
{
    /// <param name="root">Of the tree over <paramref name="size"/> leaves.</param>
    /// <param name="news">Something happened since the last checkpoint, besides the checkpoint.</param>
    internal static object[] Decide(
        SignedLedger ledger, string district, long size, string root, bool news, SigningKey key, DateTimeOffset now, string by)
    {
        if (!news)
            return [];
        var signed = key.Sign(district, size, root, now, ledger.Last?.Signed());
        var checkpoint = new LedgerCheckpointSigned(district, signed.Size, signed.Root, signed.Time, signed.Previous, signed.KeyId, signed.Signature, by);
        return ledger.Keys is [.., var last] && last.KeyId == key.Public.Id
            ? [checkpoint]
            : [new LedgerKeyIntroduced(key.Public.Id, key.Public.X, key.Public.Y, now), checkpoint];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/ledger/checkpoints", Handle)
        .IsCommand(LedgerReaders.All).Produces<CheckpointMade>().Produces<CheckpointMade>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(SignCheckpoint command, CommandContext context, CheckpointSigner signer, CancellationToken cancellation)
    {
        await signer.CaughtUp(context.Tenant, cancellation);
        var (made, ledger) = await signer.Append(context.Session, context.Tenant, context.Now, context.Person.Subject, cancellation);
        var answer = new CheckpointMade(made, ledger.Last?.Signed());
        return made ? Reply.Created("ledger/checkpoints", answer) : Reply.Ok(answer);
    }
}

/// <param name="Made">False where nothing happened since the last one.</param>
/// <param name="Checkpoint">The last one; null while there is none.</param>
internal sealed record CheckpointMade(bool Made, Checkpoint? Checkpoint);

/// <summary>Signs checkpoints of districts.</summary>
internal sealed class CheckpointSigner(IDocumentStore store, LedgerTree tree, SigningKeys keys, NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    public Task Run(string tenant, string by, CancellationToken cancellation) => Contended.RunAsync(async () =>
    {
        await using var session = store.OnBehalf(tenant, by);
        await Append(session, tenant, time.GetUtcNow(), by, cancellation);
        await session.SaveChangesAsync(cancellation);
    });

    /// <summary>Appends what is due; the caller saves.</summary>
    public async Task<(bool Made, SignedLedger Ledger)> Append(
        IDocumentSession session, string tenant, DateTimeOffset now, string by, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<SignedLedger>(SignedLedger.Key(tenant), cancellation);
        var ledger = stream.Aggregate ?? new SignedLedger();
        var size = (await tree.Head(tenant, cancellation)).Size;
        var news = await tree.HasNews(tenant, ledger.Last?.Size ?? 0, cancellation);
        using var key = keys.Of(tenant);
        var root = Tree.Hex((await tree.At(tenant, size, cancellation)).Root());
        var happened = SignCheckpoint.Decide(ledger, tenant, size, root, news, key, now, by);
        if (happened.Length > 0)
            stream.AppendMany(happened);
        return (happened.Length > 0, happened.Aggregate(ledger, (l, e) => l.Fold(e)));
    }

    /// <summary>Waits until all that has happened in the district has its leaf.</summary>
    /// <exception cref="RuleBroken"><c>ledger.behind</c>.</exception>
    public async Task CaughtUp(string tenant, CancellationToken cancellation)
    {
        await using var read = database.CreateCommand($"select coalesce(max(seq_id), 0) from {Database.Events}.mt_events where tenant_id = $1");
        read.Parameters.Add(new() { Value = tenant });
        var position = (long)(await read.ExecuteScalarAsync(cancellation))!;
        for (var start = time.GetTimestamp(); await tree.Head(tenant, cancellation) is var head && head.Position < position;)
        {
            if (time.GetElapsedTime(start) > Patience)
                throw new RuleBroken("ledger.behind", new { position, reached = head.Position });
            await Task.Delay(Moment, time, cancellation);
        }
    }
}
