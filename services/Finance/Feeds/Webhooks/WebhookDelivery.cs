using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Sends one bank's feed to its webhook, each firm's entries in order; then saves what became of them. If it dies in between, the same entries come
/// again with the same ids. Whether a firm's consent lets an entry out is asked in the same breath as each attempt, retries and replays too. What is
/// on its way when somebody else changes the webhook is broken off, since it was decided on what no longer holds.
/// </summary>
internal sealed partial class WebhookDelivery(
    string district, string bank, IDocumentStore store, WebhookTable table, WebhookHttp http, SecretBox secrets, StopWebhook stop, FeedSignals signals,
    Epoch epoch, WebhookSettings settings, TimeProvider time, ILogger<WebhookDelivery> log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>The revision that the last save left behind.</summary>
    private long revision;

    public async Task Run(CancellationToken stopping)
    {
        await using var flights = new Flights(() => signals.Wake(district, bank), time, stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var next = signals.Next(district, bank);
                var wait = await Step(flights, stopping) ?? Poll;
                if (wait > TimeSpan.Zero)
                    await next.Within(wait < Poll ? wait : Poll, time, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Failed(log, district, bank, failure);
                await Task.WhenAny(Task.Delay(Poll, time, stopping));
            }
        }
    }

    /// <returns>When to look again; none: when there is something new.</returns>
    private async Task<TimeSpan?> Step(Flights flights, CancellationToken stopping)
    {
        await using var session = store.QuerySession(district);
        if (await session.ReadStanding(bank, settings, time.GetUtcNow(), stopping) is not { } standing)
            return null;
        if (standing.Revision != revision)
            await flights.Recall();
        Show(standing, standing.CircuitOpen);
        var plan = Plan.Next(standing, time.GetUtcNow(), settings.Parallel, flights.Busy);
        if (plan.Sends.Count == 0 && plan.Position == standing.Position && !flights.HasLanded)
        {
            revision = standing.Revision;
            return plan.Wait;
        }
        if (plan.Sends.Count > 0)
            await SendAll(flights, session, standing, plan.Sends, stopping);
        await Save(standing, plan, await flights.Landed(), stopping);
        return TimeSpan.Zero;
    }

    private async Task SendAll(Flights flights, IQuerySession session, Standing standing, IReadOnlyList<Sending> sends, CancellationToken stopping)
    {
        byte[][] valid = [.. standing.Secrets.Select(one => secrets.Open(district, bank, one))];
        var inEpoch = await epoch.Value(stopping);
        var entries = await session.ReadFeed(bank, sends.Select(s => s.Position), time.Today(), stopping);
        await flights.Start(sends, (one, recalled) => Send(standing, one, entries[one.Position], inEpoch, valid, recalled));
    }

    private async Task Save(Standing standing, Plan plan, Outcome[] outcomes, CancellationToken stopping)
    {
        var changes = Changes.Decide(standing, plan.Sends, outcomes, settings, time.GetUtcNow(), Random.Shared.NextDouble);
        // Saved even while the service stops: what the bank has need not come again.
        var held = await table.Save(
            district, bank, standing, plan.Position, changes, [.. outcomes.Select(o => o.Logged)], time.GetUtcNow(), CancellationToken.None);
        revision = held ? standing.Revision + 1 : 0;
        if (!held)
            return;
        Show(standing, changes.CircuitOpen);
        if (changes.CircuitOpen && !standing.CircuitOpen)
            Opened(log, district, bank, settings.CircuitAfter, changes.Failed[^1].Reason);
        if (changes.Stop is { } stopped)
            await stop.Now(district, bank, standing.Address, stopped, stopping);
    }

    private async Task<Outcome> Send(Standing standing, Sending one, HandOver entry, int inEpoch, byte[][] valid, CancellationToken stopping)
    {
        var (began, start, at) = (time.GetUtcNow(), time.GetTimestamp(), new Cursor(inEpoch, one.Position));
        using var activity = WebhookSpans.Begin(
            standing.Address, bank, BankEvent.Id(at), entry.Entry.TraceParent, repeat: one.Position <= standing.Highest || one.Attempt > 1);
        activity?.SetTag("cultivation.withheld", entry.Withheld).SetTag("cultivation.attempt", one.Attempt).SetTag("cultivation.replay", one.Replay is not null);
        var trace = activity?.Id ?? entry.Entry.TraceParent;
        var body = BankEvent.Bytes(json => BankEvent.Write(json, district, bank, at, entry, trace, replay: one.Replay is not null));
        var answer = await http.Send(
            standing.Address, valid,
            new(BankEvent.Id(at), entry.Withheld ? "application/json" : BankEvent.ContentType, body, entry.Withheld ? null : trace, one.Replay is not null), stopping);
        activity.Answered(answer);
        if (answer.Succeeded)
            FinanceTelemetry.HandedOver(district, bank, Channels.Webhook, entry.Withheld);
        else
            FinanceTelemetry.Failed(district, bank, Channels.Webhook, answer.Reason!);
        return new(one, answer, entry.Withheld, began, time.GetElapsedTime(start), activity?.TraceId.ToHexString());
    }

    private void Show(Standing standing, bool circuitOpen)
    {
        FinanceTelemetry.Lag(district, bank, Channels.Webhook, standing.Head - standing.Position + standing.Undelivered);
        FinanceTelemetry.Webhook(district, bank, standing.State, circuitOpen);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook of {Bank} in {District} is only probed from now on: {Entries} entries failed without a success between, the last one: {Reason}")]
    private static partial void Opened(ILogger log, string district, string bank, int entries, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook of {Bank} in {District} could not be served; tried again")]
    private static partial void Failed(ILogger log, string district, string bank, Exception failure);
}
