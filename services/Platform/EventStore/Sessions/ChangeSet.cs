using JasperFx.Events;
using Marten.Schema;
using Marten.Services;

namespace Marten.Internal;

internal sealed class ChangeSet(object[] updated, IEvent[] events) : IChangeSet
{
    public IEnumerable<object> Updated => updated;

    public IEnumerable<IEvent> GetEvents() => events;

    public static ChangeSet Of(UnitOfWork work) => new(
        [.. work.Queued.OfType<WriteDocument>().Select(w => w.Document)], [.. work.Streams.SelectMany(s => s.Events)]);
}
