using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class OpenApiTests(LadderService ladder)
{
    [Fact]
    public async Task the_document_is_the_one_that_was_agreed()
    {
        using var client = ladder.Client("310114");
        var document = await client.Read("/openapi/v1.json");
        var own = document.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/v1/", StringComparison.Ordinal) && !p.Name.StartsWith("/v1/operations/", StringComparison.Ordinal));
        var members = new { openapi = document.Text("openapi"), paths = own.ToDictionary(p => p.Name, p => p.Value), components = document.GetProperty("components") };
        Snapshot.Matches("openapi.json", JsonSerializer.Serialize(members, Snapshot.Indented));
    }
}
