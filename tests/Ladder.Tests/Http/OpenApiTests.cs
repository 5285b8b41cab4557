using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class OpenApiTests(LadderService ladder)
{
    [Fact]
    public async Task the_document_is_the_one_that_was_agreed()
    {
        using var client = ladder.Client("310114");
        var document = await client.Get("/openapi/v1.json");
        var members = document.EnumerateObject().Where(m => m.Name != "servers").ToDictionary(m => m.Name, m => m.Value);
        Snapshot.Matches("openapi.json", JsonSerializer.Serialize(members, Snapshot.Indented));
    }
}
