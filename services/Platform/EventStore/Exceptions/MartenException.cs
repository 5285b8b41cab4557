using Npgsql;

namespace Marten.Exceptions;

public class MartenException : Exception
{
    public MartenException(string message) : base(message) { }
    public MartenException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>
/// The database refused a command. The inner exception is Npgsql's; the message holds its text, with the name of a violated index or
/// constraint.
/// </summary>
public class MartenCommandException(string? sql, Exception innerException)
    : MartenException($"{Explain(innerException)}{(sql is null ? "" : $" in: {sql}")}", innerException)
{
    static string Explain(Exception e) =>
        e is PostgresException { ConstraintName: { } constraint } p
            ? $"{p.MessageText} (constraint {constraint}{(p.Detail is null ? "" : ": " + p.Detail)})" : e.Message;
}

/// <summary>
/// A stored event's type name has no mapping: register its type with <c>StoreOptions.Events.AddEventType</c>. It is never skipped.
/// </summary>
public class UnknownEventTypeException(string eventTypeName, long sequence)
    : MartenException(
        $"Unknown event type '{eventTypeName}' at sequence {sequence}. Register its class with StoreOptions.Events.AddEventType or MapEventType")
{
    public string EventTypeName { get; } = eventTypeName;
    public long Sequence { get; } = sequence;
}

/// <summary>A stored event could not be read into its class.</summary>
public class EventDeserializationFailureException(long sequence, string eventTypeName, Exception innerException)
    : MartenException($"Event deserialization error on sequence = {sequence} for event type {eventTypeName}: {innerException.Message}",
        innerException)
{
    public long Sequence { get; } = sequence;
    public string EventTypeName { get; } = eventTypeName;
}

/// <summary>A class cannot be a document: no identity, or one that is not a string or a Guid.</summary>
public class InvalidDocumentException(string message) : MartenException(message);

/// <summary>An update named a document that does not exist in this tenant.</summary>
public class NonExistentDocumentException(Type docType, object id)
    : MartenException($"Nonexistent document {docType.FullName}: {id}")
{
    public Type DocType { get; } = docType;
    public object Id { get; } = id;
}
