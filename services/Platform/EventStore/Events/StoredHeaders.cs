using Marten.Exceptions;
using Marten.Services;

namespace Marten.Events;

/// <summary>The headers of a stored event, still as JSON.</summary>
internal sealed class StoredHeaders(byte[] json, Serializer serializer, long sequence, string type)
{
    public Dictionary<string, object>? Read()
    {
        try
        {
            return serializer.ReadHeaders(json);
        }
        catch (Exception e)
        {
            throw new EventDeserializationFailureException(sequence, type, e);
        }
    }
}

/// <summary>An event that reads its headers when somebody asks for them.</summary>
internal interface IStoredHeaders
{
    StoredHeaders? Stored { set; }
}
