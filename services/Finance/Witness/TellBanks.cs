using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Witness;

/// <summary>Tells every bank of the district what the district vouches for: they keep the root, and nobody can make them forget it.</summary>
internal static class TellBanks
{
    public static void Handle(Consumed ladder) => ladder.Handle<LedgerCheckpointSigned>(Tell);

    /// <summary>A checkpoint that is no larger than the last one was told before.</summary>
    internal static IEnumerable<CheckpointDisclosed> Decide(LedgerCheckpointSigned signed, Witnessed told, IEnumerable<string> banks) => signed.Size <= told.Size
        ? []
        : banks.Order(StringComparer.Ordinal).Select(bank => new CheckpointDisclosed(
            bank, new(signed.Size, signed.Root, signed.Time, signed.Previous, signed.KeyId, signed.Signature)));

    private static async Task Tell(Change<LedgerCheckpointSigned> change, IDocumentSession session, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Witnessed>(Witnessed.Key(change.Tenant), cancellation);
        var banks = await session.QueryAsync<Bank>("where tenant_id = ?", cancellation, change.Tenant);
        foreach (var told in Decide(change.Data, stream.Aggregate ?? new(), banks.Select(b => b.BankId)))
            stream.AppendOne(told);
    }
}
