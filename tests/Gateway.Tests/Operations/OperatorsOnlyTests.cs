namespace Cultivation.Gateway.Tests.Operations;

public sealed class OperatorsOnlyTests(House house)
{
    private static readonly string[] Paths = ["services", "traces", "traces/0123456789abcdef0123456789abcdef"];

    [Theory]
    [InlineData("caseworker")]
    [InlineData("supervisor")]
    [InlineData("expert-1")]
    [InlineData("policy")]
    [InlineData("bank-a")]
    [InlineData("auditor")]
    public async Task nobody_else_is_told(string person)
    {
        using var client = await house.Gateway.Client(person);
        foreach (var path in Paths) await (await client.GetAsync($"api/operations/v1/{path}")).Is(403, "auth.role-missing");
    }

    [Fact]
    public async Task who_shows_no_token_is_told_nothing()
    {
        using var client = await house.Gateway.Client();
        foreach (var path in Paths) await (await client.GetAsync($"api/operations/v1/{path}")).Is(401, "auth.token-missing");
    }

    [Fact]
    public async Task the_processes_of_the_house_are_told_with_their_health()
    {
        using var client = await house.Gateway.Client("operator");
        await Eventually.True(async () => (await Health(client)) is [("finance", "unhealthy"), ("ladder", "healthy")]);
        Assert.True((await client.Read("api/operations/v1/services")).GetProperty("gateway").Int("id") > 0);
    }

    [Fact]
    public async Task the_shipped_document_is_the_gateways_own()
    {
        using var client = await house.Gateway.Client("auditor");
        var made = await client.GetStringAsync("api/operations/openapi/v1.json");
        Assert.Equal(ShippedDocument.Written("openapi/operations.json", made), made);
    }

    private static async Task<List<(string, string)>> Health(HttpClient client) =>
        [.. (await client.Read("api/operations/v1/services")).GetProperty("services").EnumerateArray()
            .Select(service => (service.Text("name"), service.GetProperty("instances")[0].Text("active")))];
}
