namespace Cultivation.Finance.Witness;

/// <summary>How far the banks of a district were told of its checkpoints; stream <c>ledger:{district}</c>.</summary>
/// <param name="Size">Of the last checkpoint.</param>
public sealed record Witnessed(string Id, long Size, long Version)
{
    /// <summary>Before the first checkpoint.</summary>
    public Witnessed() : this("", 0, 0) { }

    /// <summary>Key of a district's stream.</summary>
    public static string Key(string district) => $"ledger:{district}";

    /// <summary>The state after one more event.</summary>
    public Witnessed Evolve(JasperFx.Events.IEvent happened) =>
        happened.Data is CheckpointDisclosed told ? this with { Id = happened.StreamKey!, Size = told.Checkpoint.Size } : this;
}
