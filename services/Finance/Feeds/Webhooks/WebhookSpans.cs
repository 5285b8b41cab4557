using System.Diagnostics;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>A producer span for each attempt. Of the address only the host is told: what follows it may be a bank's secret.</summary>
internal static class WebhookSpans
{
    /// <param name="cause">Trace context that the attempt belongs to, or, where it is a repeat, links to.</param>
    public static Activity? Begin(string address, string bank, string messageId, string? cause, bool repeat)
    {
        var activity = FinanceTelemetry.Follow("send webhook", ActivityKind.Producer, cause, repeat);
        return activity?.SetTag("messaging.system", "webhook").SetTag("messaging.operation.type", "send").SetTag("messaging.operation.name", "send")
            .SetTag("messaging.destination.name", "webhook").SetTag("server.address", new Uri(address).IdnHost).SetTag("messaging.message.id", messageId)
            .SetTag("cultivation.bank", bank);
    }

    public static void Answered(this Activity? activity, Answer answer) => activity?
        .SetTag("http.response.status_code", answer.Status).SetTag("error.type", answer.Reason)
        .SetStatus(answer.Succeeded ? ActivityStatusCode.Unset : ActivityStatusCode.Error, answer.Reason);
}
