using Cultivation.Kit;

namespace Cultivation.Finance.Tests.BuiltIn;

/// <summary>What partners read of Finance's routes is what the service says of itself.</summary>
[Collection<OnTheWire>]
public sealed class OpenApiTests(District district)
{
    [Fact]
    public async Task the_shipped_document_is_the_services_own()
    {
        using var client = new HttpClient { BaseAddress = new Uri(district.Address, "/") };
        var made = await client.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative));
        Assert.Equal(ShippedDocument.Written("openapi/finance.json", made), made);
    }
}
