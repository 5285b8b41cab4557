using System.Text.Json;

namespace Cultivation.Hosting;

/// <summary>One published event of a source, in the source's order.</summary>
/// <param name="Source">The service that published it.</param>
/// <param name="Epoch">Epoch of the source's database.</param>
/// <param name="Position">Number of the event in the source's log.</param>
/// <param name="Previous">Position of the source's published event before it; 0 for its first.</param>
/// <param name="Tenant">District.</param>
/// <param name="Subject">What it is about, <c>firm:{id}</c>; order is kept per subject.</param>
/// <param name="Type">CloudEvents type, see <see cref="Contracts.Catalogue"/>.</param>
/// <param name="Time">When it was recorded.</param>
/// <param name="TraceParent">W3C trace context of what caused it; null when it was not traced.</param>
/// <param name="Data">The contract's JSON.</param>
public sealed record Change(
    string Source, int Epoch, long Position, long Previous, string Tenant, string Subject, string Type, DateTimeOffset Time,
    string? TraceParent, JsonElement Data);

/// <summary>A change with its data read as the contract's record.</summary>
public sealed record Change<T>(Change Envelope, T Data)
{
    /// <inheritdoc cref="Change.Source" />
    public string Source => Envelope.Source;

    /// <inheritdoc cref="Change.Epoch" />
    public int Epoch => Envelope.Epoch;

    /// <inheritdoc cref="Change.Position" />
    public long Position => Envelope.Position;

    /// <inheritdoc cref="Change.Tenant" />
    public string Tenant => Envelope.Tenant;

    /// <inheritdoc cref="Change.Subject" />
    public string Subject => Envelope.Subject;

    /// <inheritdoc cref="Change.Time" />
    public DateTimeOffset Time => Envelope.Time;

    /// <inheritdoc cref="Change.TraceParent" />
    public string? TraceParent => Envelope.TraceParent;
}

/// <summary>A page of <c>/changes</c>.</summary>
/// <param name="Next">Cursor <c>epoch-position</c> to ask with next; equal to the one asked with when there was nothing new.</param>
public sealed record ChangePage(string Source, int Epoch, IReadOnlyList<Change> Changes, string Next);
