using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cultivation.Contracts;
using MassTransit;

namespace Cultivation.Hosting;

/// <summary>Carries a change's place in headers of the broker's message; its body is the contract's record alone.</summary>
internal static class Envelope
{
    public static void Write(PublishContext context, Change change)
    {
        context.Headers.Set("cultivation-source", change.Source);
        context.Headers.Set("cultivation-epoch", change.Epoch.ToString(CultureInfo.InvariantCulture));
        context.Headers.Set("cultivation-position", change.Position.ToString(CultureInfo.InvariantCulture));
        context.Headers.Set("cultivation-previous", change.Previous.ToString(CultureInfo.InvariantCulture));
        context.Headers.Set("cultivation-tenant", change.Tenant);
        context.Headers.Set("cultivation-subject", change.Subject);
        context.Headers.Set("cultivation-time", change.Time.ToString("O", CultureInfo.InvariantCulture));
        if (change.TraceParent is not null)
            context.Headers.Set("cultivation-traceparent", change.TraceParent);
        context.TrySetMandatory(IsAwaited(change));
    }

    /// <summary>A page of changes says all in its body.</summary>
    public static void Write(PublishContext context, IReadOnlyList<Change> page) => context.TrySetMandatory(page.Any(IsAwaited));

    /// <summary>The change of a message; one that nothing traced is of the trace of its own message.</summary>
    /// <exception cref="InvalidOperationException">A header is missing: the message was not published by a relay.</exception>
    public static Change Read(ConsumeContext context, object contract)
    {
        string Header(string name) => context.Headers.Get<string>($"cultivation-{name}") ?? throw new InvalidOperationException($"No header cultivation-{name}");
        long Number(string name) => long.Parse(Header(name), CultureInfo.InvariantCulture);
        return new Change(
            Header("source"), (int)Number("epoch"), Number("position"), Number("previous"), Header("tenant"), Header("subject"),
            Catalogue.Of(contract.GetType()).Name, DateTimeOffset.Parse(Header("time"), CultureInfo.InvariantCulture),
            context.Headers.Get<string>("cultivation-traceparent") ?? Activity.Current?.Id, MessageJson.Write(contract));
    }

    private static bool IsAwaited(Change change) => Catalogue.Named(change.Type)!.Consumers.Length > 0;

    private static void TrySetMandatory(this PublishContext context, bool mandatory)
    {
        if (context is RabbitMqSendContext rabbit)
            rabbit.Mandatory = mandatory;
    }
}
