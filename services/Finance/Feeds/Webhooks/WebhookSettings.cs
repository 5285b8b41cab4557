namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>The section <c>Webhooks</c> of configuration; its <c>Keys</c> and <c>Key</c> are read by <see cref="SecretBox"/>.</summary>
/// <param name="AllowPrivate">Plain http, loopback and private addresses may be called: development and tests.</param>
/// <param name="Timeout">Of one attempt, from the name's resolution to the answer's headers.</param>
/// <param name="Parallel">How many entries of different firms are on their way to one bank at once.</param>
/// <param name="Window">How many positions beyond the first entry that waits are sent. Bounds the entries that wait.</param>
/// <param name="CircuitAfter">So many entries failing without a success between opens the circuit: only one of them is tried at a time.</param>
/// <param name="PauseAfter">An entry that failed for so long pauses the webhook.</param>
/// <param name="LogKept">How long the delivery log is kept.</param>
internal sealed record WebhookSettings(
    bool AllowPrivate, TimeSpan Timeout, int Parallel, int Window, int CircuitAfter, TimeSpan PauseAfter, TimeSpan LogKept)
{
    public static WebhookSettings Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("Webhooks");
        return new(
            section.GetValue("AllowPrivate", false), section.GetValue("Timeout", TimeSpan.FromSeconds(15)), section.GetValue("Parallel", 4),
            section.GetValue("Window", 1_000), section.GetValue("CircuitAfter", 5), section.GetValue("PauseAfter", TimeSpan.FromHours(72)),
            section.GetValue("LogKept", TimeSpan.FromDays(30)));
    }
}
