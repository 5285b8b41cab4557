using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Cultivation.Kit;

namespace Cultivation.Contracts.Tests;

/// <summary>The AsyncAPI 3 document, made from the table of contracts, their records, and the schema and pinned examples of a bank's entries.</summary>
internal static class AsyncApi
{
    private const string MassTransit = "application/vnd.masstransit+json";

    private static readonly JsonSerializerOptions Records = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <param name="examples">Entries of a bank's feed by their names.</param>
    public static JsonObject Document(IEnumerable<(string Name, JsonNode Entry)> examples) => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Cultivation",
            ["version"] = "1.0.0",
            ["description"] = "Messages between services, and the feed that each partner bank reads. contracts/partners/README.md is the way in for banks.",
        },
        ["servers"] = new JsonObject
        {
            ["banks"] = Server("/bank.{district}.{bank}", "A virtual host for each bank and district; the bank's user reads its queue and nothing else"),
            ["services"] = Server("/", "Between the services"),
            ["receivers"] = new JsonObject
            {
                ["host"] = "receiver.example.org", ["protocol"] = "https", ["description"] = "Where the bank has its entries sent: the address that it set by POST banks/{id}/webhook",
            },
        },
        ["channels"] = Channels(),
        ["operations"] = Operations(),
        ["components"] = new JsonObject { ["messages"] = Messages(examples), ["schemas"] = Schemas() },
    };

    private static JsonObject Server(string path, string what) => new()
    {
        ["host"] = "broker.example.org", ["protocol"] = "amqp", ["pathname"] = path, ["description"] = what,
        ["variables"] = path == "/" ? null : new JsonObject
        {
            ["district"] = new JsonObject { ["description"] = "Division code of six digits, GB/T 2260" }, ["bank"] = new JsonObject { ["description"] = "The bank's id" },
        },
    };

    private static IEnumerable<IGrouping<string, (string Queue, Contract Contract)>> Queues() => Catalogue.All
        .SelectMany(c => c.Consumers.Select(consumer => (Queue: Catalogue.Queue(consumer, c.Source), Contract: c))).GroupBy(q => q.Queue);

    private static JsonObject Channels()
    {
        var channels = new JsonObject
        {
            ["feed"] = new JsonObject
            {
                ["address"] = "feed",
                ["description"] = "A bank's queue: every entry of its feed in order, at least once; quorum, filled again from the feed's start after a loss.",
                ["servers"] = new JsonArray(Ref("#/servers/banks")),
                ["messages"] = new JsonObject { ["entry"] = Ref("#/components/messages/entry") },
            },
            ["webhook"] = new JsonObject
            {
                ["description"] = "A bank's receiver: every entry of its feed at least once, in the order of each firm (Standard Webhooks 1.0). Answers and retries: openapi/finance.json, webhooks.",
                ["servers"] = new JsonArray(Ref("#/servers/receivers")),
                ["messages"] = new JsonObject { ["entry"] = Ref("#/components/messages/sentEntry") },
            },
        };
        foreach (var queue in Queues())
        {
            var messages = new JsonObject();
            foreach (var (_, contract) in queue)
                messages[contract.Type.Name] = Ref($"#/components/messages/{contract.Type.Name}");
            messages[nameof(ChangePage)] = Ref($"#/components/messages/{nameof(ChangePage)}");
            channels[queue.Key] = new JsonObject { ["address"] = queue.Key, ["servers"] = new JsonArray(Ref("#/servers/services")), ["messages"] = messages };
        }
        return channels;
    }

    private static JsonObject Operations()
    {
        var operations = new JsonObject
        {
            ["readFeed"] = new JsonObject { ["action"] = "send", ["channel"] = Ref("#/channels/feed"), ["summary"] = "Finance hands an entry over to a bank" },
            ["sendEntry"] = new JsonObject
            {
                ["action"] = "send", ["channel"] = Ref("#/channels/webhook"), ["summary"] = "Finance sends an entry to a bank's receiver",
                ["bindings"] = new JsonObject { ["http"] = new JsonObject { ["method"] = "POST", ["bindingVersion"] = "0.3.0" } },
            },
        };
        foreach (var queue in Queues())
            operations[$"publish.{queue.Key}"] = new JsonObject { ["action"] = "send", ["channel"] = Ref($"#/channels/{queue.Key}"), ["summary"] = "A relay publishes from its log" };
        return operations;
    }

    private static JsonObject Messages(IEnumerable<(string Name, JsonNode Entry)> examples)
    {
        var messages = new JsonObject
        {
            ["entry"] = new JsonObject
            {
                ["title"] = "An entry of a bank's feed",
                ["contentType"] = "application/cloudevents+json",
                ["headers"] = Ref("#/components/schemas/delivery"),
                ["payload"] = Ref("#/components/schemas/bankEvent"),
                ["examples"] = new JsonArray([.. examples.Select(e => new JsonObject { ["name"] = e.Name, ["payload"] = e.Entry })]),
            },
        };
        messages["sentEntry"] = new JsonObject
        {
            ["title"] = "An entry of a bank's feed, sent", ["contentType"] = "application/cloudevents+json",
            ["headers"] = Ref("#/components/schemas/sending"), ["payload"] = Ref("#/components/schemas/bankEvent"),
        };
        foreach (var contract in Catalogue.All)
        {
            messages[contract.Type.Name] = new JsonObject
            {
                ["name"] = contract.Name, ["contentType"] = MassTransit, ["headers"] = Ref("#/components/schemas/place"),
                ["payload"] = Ref($"#/components/schemas/{contract.Type.Name}"),
            };
        }
        messages[nameof(ChangePage)] = new JsonObject
        {
            ["title"] = "A page of the log", ["summary"] = "Instead of one message each, where many changes wait; each says in type which of the other messages its data is",
            ["contentType"] = MassTransit, ["payload"] = Ref($"#/components/schemas/{nameof(ChangePage)}"),
        };
        return messages;
    }

    private static JsonObject Schemas()
    {
        var bank = JsonNode.Parse(File.ReadAllText(ShippedDocument.Path("partners/bank-event.schema.json")))!.AsObject();
        bank.Remove("$schema");
        var schemas = new JsonObject { ["bankEvent"] = Moved(bank), ["delivery"] = Delivery(), ["sending"] = Sending(), ["place"] = Place() };
        foreach (var type in Catalogue.All.Select(c => c.Type).Append(typeof(ChangePage)))
            schemas[type.Name] = Records.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
        return schemas;
    }

    private static JsonObject Delivery() => new()
    {
        ["type"] = "object", ["description"] = "Beside the entry",
        ["properties"] = new JsonObject
        {
            ["traceparent"] = new JsonObject { ["type"] = "string", ["description"] = "W3C trace context of this delivery; none where the entry is withheld" },
            ["replay"] = new JsonObject { ["const"] = true, ["description"] = "The bank asked for this entry again" },
        },
    };

    private static JsonObject Sending() => new()
    {
        ["type"] = "object", ["description"] = "Headers of the request", ["required"] = new JsonArray("webhook-id", "webhook-timestamp", "webhook-signature"),
        ["properties"] = new JsonObject
        {
            ["webhook-id"] = new JsonObject { ["type"] = "string", ["description"] = "The entry's id, the same in every repeat" },
            ["webhook-timestamp"] = new JsonObject { ["type"] = "string", ["description"] = "When it was sent, seconds since 1970" },
            ["webhook-signature"] = new JsonObject { ["type"] = "string", ["description"] = "v1,{base64} by each secret that is valid, HMAC-SHA256 of webhook-id.webhook-timestamp.body" },
            ["webhook-replay"] = new JsonObject { ["const"] = "true", ["description"] = "The bank asked for this entry again" },
            ["traceparent"] = new JsonObject { ["type"] = "string", ["description"] = "W3C trace context of this delivery; none where the entry is withheld" },
        },
    };

    private static JsonObject Place()
    {
        var text = new JsonObject { ["type"] = "string" };
        var members = new[] { "source", "epoch", "position", "previous", "tenant", "subject", "time", "traceparent" };
        return new()
        {
            ["type"] = "object", ["description"] = "Where the message stands in its source's log, and what came before it",
            ["properties"] = new JsonObject(members.Select(m => KeyValuePair.Create($"cultivation-{m}", (JsonNode?)text.DeepClone()))),
        };
    }

    // Definitions of a schema that stands inside the document are found from its root.
    private static JsonNode Moved(JsonNode schema) =>
        JsonNode.Parse(schema.ToJsonString().Replace("#/definitions/", "#/components/schemas/bankEvent/definitions/", StringComparison.Ordinal))!;

    private static JsonObject Ref(string to) => new() { ["$ref"] = to };
}
