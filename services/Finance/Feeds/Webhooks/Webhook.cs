using System.Text.Json.Serialization;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>Whether a bank's feed is sent to its address.</summary>
public enum WebhookState
{
    /// <summary>It is.</summary>
    Active,

    /// <summary>It failed for days; an operator or the bank enables it.</summary>
    Paused,

    /// <summary>Somebody said so, or the receiver answered 410.</summary>
    Disabled,
}

/// <summary>What decisions about a bank's webhook read; part of the bank's state.</summary>
public sealed record Webhook(string Address, WebhookState State)
{
    /// <summary>It is sent to.</summary>
    [JsonIgnore]
    public bool IsActive => State == WebhookState.Active;

    /// <summary>The state after one more event of the bank's stream; null while there is no webhook.</summary>
    public static Webhook? Evolve(Webhook? webhook, object happened) => happened switch
    {
        WebhookAddressSet s => new Webhook(s.Address, WebhookState.Active),
        WebhookDisabled _ => webhook! with { State = WebhookState.Disabled },
        WebhookPaused _ => webhook! with { State = WebhookState.Paused },
        WebhookEnabled _ => webhook! with { State = WebhookState.Active },
        _ => webhook,
    };
}
