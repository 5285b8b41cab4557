namespace Cultivation.Ladder;

/// <summary>Schemas of this service's database.</summary>
internal static class Database
{
    /// <summary>Streams, events and documents.</summary>
    public const string Events = "events";

    /// <summary>The flat tables that lists read.</summary>
    public const string Lists = "ladder";
}
