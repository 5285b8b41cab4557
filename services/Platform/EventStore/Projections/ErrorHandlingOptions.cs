namespace JasperFx.Events.Daemon;

/// <summary>
/// What to do with events that cannot be applied. This store always stops the projection and keeps the reason: true is refused.
/// </summary>
public class ErrorHandlingOptions
{
    public bool SkipApplyErrors { get => false; set => Refuse(value); }
    public bool SkipSerializationErrors { get => false; set => Refuse(value); }
    public bool SkipUnknownEvents { get => false; set => Refuse(value); }

    static void Refuse(bool skip)
    {
        if (skip) throw new NotSupportedException("An event that cannot be applied stops its projection; it is never skipped by itself");
    }
}
