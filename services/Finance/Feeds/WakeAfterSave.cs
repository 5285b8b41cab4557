using Marten;
using Marten.Services;

namespace Cultivation.Finance.Feeds;

/// <summary>Wakes who is to go on once the session has saved.</summary>
internal sealed class WakeAfterSave(Action wake) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        wake();
        return Task.CompletedTask;
    }
}
