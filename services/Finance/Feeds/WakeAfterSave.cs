using Marten;
using Marten.Services;

namespace Cultivation.Finance.Feeds;

/// <summary>Wakes a bank's delivery once the session has saved.</summary>
internal sealed class WakeAfterSave(FeedSignals signals, string district, string bank) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        signals.Wake(district, bank);
        return Task.CompletedTask;
    }
}
