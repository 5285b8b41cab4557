using System.Text.Json;

namespace Cultivation.Contracts;

/// <summary>One published event of a source, in the source's order.</summary>
/// <param name="Source">The service that published it.</param>
/// <param name="Epoch">Epoch of the source's database.</param>
/// <param name="Position">Number of the event in the source's log.</param>
/// <param name="Previous">Position of the source's published event before it; 0 for its first.</param>
/// <param name="Tenant">District.</param>
/// <param name="Subject">What it is about, <c>firm:{id}</c>; order is kept per subject.</param>
/// <param name="Type">CloudEvents type, see <see cref="Catalogue"/>.</param>
/// <param name="Time">When it was recorded.</param>
/// <param name="TraceParent">W3C trace context of what caused it; null when it was not traced.</param>
/// <param name="Data">The contract's JSON.</param>
public sealed record Change(
    string Source, int Epoch, long Position, long Previous, string Tenant, string Subject, string Type, DateTimeOffset Time,
    string? TraceParent, JsonElement Data);

/// <summary>
/// A page of a source's log, in its order: what <c>/changes</c> answers, and one message to the queues of all its consumers where many changes wait, as in a bulk load.
/// </summary>
/// <param name="Next">Cursor <c>epoch-position</c> to ask with next; equal to the one asked with when there was nothing new.</param>
public sealed record ChangePage(string Source, int Epoch, IReadOnlyList<Change> Changes, string Next);
