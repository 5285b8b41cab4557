using System.Diagnostics;
using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Sends an event of type <c>cn.cultivation.test.v1</c> now, signed as entries are, and says what came back; also while the webhook is paused or disabled.
/// It stands in the delivery log and changes nothing else: neither the webhook's place nor its circuit.
/// </summary>
internal sealed class TestWebhook(WebhookHttp http, SecretBox box, NpgsqlDataSource database, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/webhook/tests", Handle).IsCommand(WebhookOf.Roles);

    private static async Task<Reply> Handle(string id, CommandContext context, TestWebhook test, WebhookSettings settings, CancellationToken cancellation)
    {
        var stream = await WebhookOf.Stream(context, id, cancellation);
        WebhookOf.Required(stream.Aggregate!);
        var standing = await context.Session.ReadStanding(id, settings, context.Now, cancellation);
        var messageId = $"test-{context.NewId()}";
        var attempt = await test.Send(context.Tenant, id, standing!, messageId, cancellation);
        return Reply.Ok(new
        {
            id = messageId, type = BankEvent.TestType, attempt.Outcome, attempt.Status, tookMs = (int)attempt.Took.TotalMilliseconds, attempt.Reason,
        });
    }

    private async Task<Attempt> Send(string district, string bank, Standing standing, string messageId, CancellationToken cancellation)
    {
        var (began, start) = (time.GetUtcNow(), time.GetTimestamp());
        using var activity = WebhookSpans.Begin(standing.Address, bank, messageId, Activity.Current?.Id, repeat: false);
        var body = BankEvent.Bytes(json => BankEvent.WriteTest(json, district, bank, messageId, began, activity?.Id));
        var answer = await http.Send(
            standing.Address, standing.Secrets.Select(one => box.Open(district, bank, one)),
            new(messageId, BankEvent.ContentType, body, activity?.Id, Replay: false), cancellation);
        activity.Answered(answer);
        var attempt = new Attempt(
            began, Channels.Webhook, Attempt.Test, null, answer.Succeeded ? Attempt.Delivered : Attempt.Failed, answer.Status, time.GetElapsedTime(start), 1,
            answer.Reason, activity?.TraceId.ToHexString());
        await database.Add(district, bank, attempt, CancellationToken.None);
        return attempt;
    }
}
