namespace Cultivation.Hosting;

/// <summary>Keys of streams, <c>kind:id</c>.</summary>
public static class StreamKey
{
    /// <summary>The opaque id after the colon.</summary>
    public static string IdOf(string key) => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
