namespace JasperFx;

/// <summary>Somebody else changed the stream or document since it was read. Nothing of the refused save was stored.</summary>
public class ConcurrencyException : Exception
{
    public ConcurrencyException(Type docType, object id)
        : this($"Optimistic concurrency check failed for {docType.FullName} #{id}", docType, id) { }

    public ConcurrencyException(string message, Type? docType, object id) : base(message)
    {
        DocType = docType?.FullName ?? "";
        Id = id;
    }

    /// <summary>Full name of the aggregate's or document's type, or empty.</summary>
    public string DocType { get; }

    /// <summary>Stream key or document id.</summary>
    public object Id { get; }
}

/// <summary>An insert met a document with the same id in the same tenant.</summary>
public class DocumentAlreadyExistsException(Exception? inner, Type documentType, object id)
    : Exception($"Document already exists {documentType.FullName}: {id}", inner)
{
    public Type DocumentType { get; } = documentType;
    public object Id { get; } = id;
}
