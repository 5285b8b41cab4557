using JasperFx;
using Marten.Exceptions;

namespace JasperFx.Events
{
    /// <summary>At save, the stream's version was not the expected one. The message names both.</summary>
    public class EventStreamUnexpectedMaxEventIdException(object id, Type? aggregateType, long expected, long actual)
        : ConcurrencyException($"Unexpected starting version number for event stream '{id}', expected {expected} but was {actual}",
            aggregateType, id)
    {
        public Type? AggregateType { get; } = aggregateType;
    }

    /// <summary>A stream was started without events.</summary>
    public class EmptyEventStreamException(string key)
        : Exception($"A new event stream ('{key}') cannot be started without any events");
}

namespace Marten.Exceptions
{
    /// <summary>StartStream on a key that exists in this tenant.</summary>
    public class ExistingStreamIdCollisionException(object id, Type? aggregateType)
        : MartenException($"Stream #{id} already exists in the database")
    {
        public object Id { get; } = id;
        public Type? AggregateType { get; } = aggregateType;
    }

    /// <summary>AppendOptimistic on a key that does not exist in this tenant.</summary>
    public class NonExistentStreamException(object id)
        : MartenException($"Attempt to append to a nonexistent event stream '{id}'")
    {
        public object Id { get; } = id;
    }

    /// <summary>An append to an archived stream.</summary>
    public class InvalidStreamOperationException(string message) : MartenException(message);
}
