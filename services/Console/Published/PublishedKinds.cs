using System.Globalization;
using System.Text.Json;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Published;

/// <summary>Products of loans, subsidy schemes, risk pools and the nation's calendars: rules that are published as files.</summary>
internal static class PublishedKinds
{
    private const string Finance = "api/finance/v1";

    private const string Product = """
        { "code": "new-product", "nameZh": "", "nameEn": "", "criteria": { "logic": "all", "items": [] } }
        """;

    private const string Scheme = """
        {
          "id": "new-scheme", "nameZh": "", "nameEn": "", "documentRef": "",
          "rules": {
            "kind": "interest",
            "products": { "value": ["product"], "certainty": "documented", "source": "", "needsConfirmation": true },
            "windows": { "value": [{ "year": {YEAR}, "from": "{YEAR}-01-01", "to": "{YEAR}-12-31" }], "certainty": "documented", "source": "", "needsConfirmation": true },
            "rate": { "value": 0.5, "certainty": "documented", "source": "", "needsConfirmation": true },
            "cap": { "value": null, "certainty": "documented", "source": "", "needsConfirmation": true },
            "held": { "value": { "stages": [], "credentials": [] }, "certainty": "documented", "source": "", "needsConfirmation": true },
            "notDishonest": { "value": true, "certainty": "documented", "source": "", "needsConfirmation": true },
            "confirmWithin": { "value": 3, "certainty": "documented", "source": "", "needsConfirmation": true }
          }
        }
        """;

    private const string Pool = """
        {
          "id": "new-pool", "nameZh": "", "nameEn": "", "documentRef": "",
          "terms": {
            "partners": { "value": [{ "partnerId": "district", "nameZh": "", "share": 1 }], "certainty": "documented", "source": "", "needsConfirmation": true },
            "covered": { "value": 0.5, "certainty": "documented", "source": "", "needsConfirmation": true },
            "capPerLoan": { "value": null, "certainty": "documented", "source": "", "needsConfirmation": true },
            "capPerYear": { "value": null, "certainty": "documented", "source": "", "needsConfirmation": true },
            "products": { "value": ["product"], "certainty": "documented", "source": "", "needsConfirmation": true }
          }
        }
        """;

    private const string Calendar = """
        { "year": {YEAR}, "restDays": [], "makeupWorkdays": [], "documentRef": "" }
        """;

    public static readonly PublishedKind[] All =
    [
        new("products", id => id is null ? $"{Finance}/products" : $"{Finance}/products/{Urls.Part(id)}/versions", Changes: true, null, _ => Product, Products),
        new("schemes", _ => $"{Finance}/schemes", Changes: true, null, today => Of(Scheme, today.Year), Schemes),
        new("risk-pools", _ => $"{Finance}/risk-pools", Changes: false, null, _ => Pool, Pools),
        new("calendars", _ => "api/ladder/v1/calendars", Changes: true, "000000", today => Of(Calendar, today.Year + 1), Calendars),
    ];

    private static string Of(string template, int year) => template.Replace("{YEAR}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task<IReadOnlyList<PublishedThing>> Products(Gateway gateway, Reader reader, CancellationToken cancellation) =>
        [.. (await gateway.Read<ProductsRead>($"{Finance}/products", cancellation)).Products.Select(one =>
        {
            var rule = one.Versions[^1];
            return new PublishedThing(one.Code, one.NameZh, one.NameEn, rule.Number, rule.From, null, new { one.NameZh, one.NameEn, rule.Criteria }, [], null);
        })];

    private static async Task<IReadOnlyList<PublishedThing>> Schemes(Gateway gateway, Reader reader, CancellationToken cancellation) =>
        [.. (await gateway.Read<SchemesRead>($"{Finance}/schemes", cancellation)).Schemes.Select(one =>
        {
            var last = one.Versions[^1];
            return new PublishedThing(
                one.Id, last.NameZh, last.NameEn, last.Number, last.PublishedOn, last.DocumentRef, new { one.Id, last.NameZh, last.NameEn, last.DocumentRef, last.Rules }, last.Unconfirmed, null);
        })];

    private static async Task<IReadOnlyList<PublishedThing>> Pools(Gateway gateway, Reader reader, CancellationToken cancellation) =>
        [.. (await gateway.Read<PoolsRead>($"{Finance}/risk-pools", cancellation)).Pools
            .Select(one => new PublishedThing(one.Id, one.NameZh, one.NameEn, null, null, null, one.Terms, one.Unconfirmed, one.Balances ?? []))];

    // The next year's calendar is published at the end of this one.
    private static async Task<IReadOnlyList<PublishedThing>> Calendars(Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var years = await Task.WhenAll(Enumerable.Range(reader.Today.Year - 1, 3).Select(year => gateway.Find<CalendarFile>($"api/ladder/v1/calendars/{year}", cancellation)));
        return [.. years.OfType<CalendarFile>().Select(one => new PublishedThing($"{one.Year}", $"{one.Year}年", $"{one.Year}", null, null, one.DocumentRef, one, [], null))];
    }

    private sealed record ProductsRead(ProductRead[] Products);

    private sealed record ProductRead(string Code, string NameZh, string NameEn, RuleRead[] Versions);

    private sealed record RuleRead(int Number, DateOnly From, JsonElement Criteria);

    private sealed record SchemesRead(SchemeRead[] Schemes);

    private sealed record SchemeRead(string Id, SchemeVersionRead[] Versions);

    private sealed record SchemeVersionRead(int Number, string NameZh, string NameEn, string DocumentRef, DateOnly PublishedOn, JsonElement Rules, string[] Unconfirmed);

    private sealed record PoolsRead(PoolRead[] Pools);

    private sealed record PoolRead(string Id, string NameZh, string NameEn, JsonElement Terms, string[] Unconfirmed, PoolBalance[]? Balances);

    private sealed record CalendarFile(int Year, DateOnly[] RestDays, DateOnly[] MakeupWorkdays, string DocumentRef);
}
