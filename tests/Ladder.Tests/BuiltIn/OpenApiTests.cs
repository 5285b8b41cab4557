namespace Cultivation.Ladder.Tests.Http;

/// <summary>What callers read of the Ladder's routes is what the service says of itself.</summary>
public sealed class OpenApiTests(LadderService ladder)
{
    [Fact]
    public async Task the_shipped_document_is_the_services_own()
    {
        using var client = ladder.Client("310114");
        var made = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        Assert.Equal(ShippedDocument.Written("openapi/ladder.json", made), made);
    }
}
