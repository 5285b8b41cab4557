using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// The request that a bank's receiver gets, as a webhook of the service's OpenAPI document: its headers and times are those that <see cref="WebhookHttp"/> and
/// <see cref="Backoff"/> go by, its body is the schema that partners are given.
/// </summary>
internal static class DescribeWebhook
{
    private const string Prefix = "BankEvent";
    private static readonly WebhookSettings Usual = WebhookSettings.Of(new ConfigurationBuilder().Build());

    public static void Add(IServiceCollection services) => services.Configure<OpenApiOptions>("v1", options => options.AddDocumentTransformer((document, _, _) =>
    {
        var described = OpenApiDocument.Parse(Described().ToJsonString(), "json").Document!;
        document.Webhooks = described.Webhooks;
        foreach (var (name, schema) in described.Components!.Schemas!)
            (document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)).Add(name, schema);
        return Task.CompletedTask;
    }));

    private static JsonObject Described() => new()
    {
        ["openapi"] = "3.1.1", ["info"] = new JsonObject { ["title"] = "", ["version"] = "" }, ["paths"] = new JsonObject(),
        ["webhooks"] = new JsonObject { ["feedEntry"] = new JsonObject { ["post"] = Request() } },
        ["components"] = new JsonObject { ["schemas"] = Schemas() },
    };

    private static JsonObject Request() => new()
    {
        ["operationId"] = "ReceiveFeedEntry", ["tags"] = new JsonArray("Webhook"),
        ["summary"] = "An entry of the bank's feed, or a test, at the address that the bank set by POST banks/{id}/webhook (Standard Webhooks 1.0).",
        ["description"] = string.Create(CultureInfo.InvariantCulture,
            $"At least once, in the order of each firm. An attempt ends after {Usual.Timeout.TotalSeconds} s without the answer's headers. One that failed is tried again after a random wait, at most {Backoff.First.TotalSeconds} s at first and twice as long each time, up to {Backoff.Longest.TotalHours} h; meanwhile later entries of the same firm wait. After {Usual.PauseAfter.TotalHours} h of failures the webhook is paused, and goes on from there when it is enabled. Redirects are not followed."),
        ["security"] = new JsonArray(),
        ["parameters"] = new JsonArray(
            Header("webhook-id", "The entry's id, the same in every repeat; of a test its own", true),
            Header("webhook-timestamp", "When it was sent, seconds since 1970", true),
            Header("webhook-signature", "By each secret that is valid, with a space between: v1, a comma, and the base64 of the HMAC-SHA256 of webhook-id.webhook-timestamp.body", true),
            Header("webhook-replay", "true where the bank asked for the entry again; else absent", false),
            Header("traceparent", "W3C trace context; absent where the entry is withheld", false)),
        ["requestBody"] = new JsonObject
        {
            ["required"] = true,
            ["content"] = new JsonObject
            {
                [BankEvent.ContentType] = Schema(Prefix), ["application/json"] = Schema($"{Prefix}Withheld"),
            },
        },
        ["responses"] = new JsonObject
        {
            ["2XX"] = Means("Received: the next entry of this firm may come. Of the answer only status and Retry-After are read."),
            ["410"] = Means("The webhook is disabled at once."),
            ["429"] = Means("Tried again; Retry-After, in seconds or as a date, is obeyed."),
            ["503"] = Means("As 429."),
            ["default"] = Means("Failed, a redirect too: tried again."),
        },
    };

    private static JsonObject Header(string name, string what, bool always) => new()
    {
        ["name"] = name, ["in"] = "header", ["required"] = always, ["description"] = what, ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Schema(string name) => new() { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{name}" } };

    private static JsonObject Means(string what) => new() { ["description"] = what };

    /// <summary>The partners' schema, each of its definitions under a name of its own.</summary>
    private static JsonObject Schemas()
    {
        using var shipped = Assembly.GetExecutingAssembly().GetManifestResourceStream("bank-event.schema.json")!;
        var root = JsonNode.Parse(shipped)!.AsObject();
        var definitions = root["definitions"]!.AsObject();
        root.Remove("definitions");
        root.Remove("$schema");
        return new JsonObject(definitions.Select(one => KeyValuePair.Create(Named(one.Key), Moved(one.Value!))).Prepend(KeyValuePair.Create(Prefix, Moved(root))));
    }

    private static string Named(string definition) => $"{Prefix}{char.ToUpperInvariant(definition[0])}{definition[1..]}";

    // A reference leads to the component, and a constant is said as the one value that may be: the library writes every constant as a string.
    private static JsonNode? Moved(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => member switch
        {
            { Key: "$ref", Value: { } to } => KeyValuePair.Create(member.Key, (JsonNode?)$"#/components/schemas/{Named(to.GetValue<string>().Split('/')[^1])}"),
            { Key: "const", Value: { } only } => KeyValuePair.Create("enum", (JsonNode?)new JsonArray(only.DeepClone())),
            _ => KeyValuePair.Create(member.Key, Moved(member.Value!)),
        })),
        JsonArray items => new JsonArray([.. items.Select(item => Moved(item!))]),
        _ => node.DeepClone(),
    };
}
