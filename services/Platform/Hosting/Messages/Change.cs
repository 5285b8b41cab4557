using Cultivation.Contracts;

namespace Cultivation.Hosting;

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
