using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Partners;

/// <summary>Every route by every role and by a foreign district. Who may do what is pinned in Snapshots/roles.txt, to be read by a person.</summary>
[Collection<OnTheWire>]
public sealed class RoleTests(District district)
{
    private readonly RoleMatrix matrix = new(district.Provider, role => Rooted(district.Client([role], bank: "bank-x", firm: "f1")));

    [Fact]
    public async Task no_role_passes_where_the_table_does_not_grant_it() => Assert.Empty(await matrix.WronglyPassed());

    [Fact]
    public async Task nobody_acts_in_a_district_that_the_token_does_not_list() => Assert.Empty(await matrix.Foreign(Cultivation.Hosting.District.Header, "310106"));

    [Fact]
    public async Task what_the_table_grants_is_not_refused_for_the_role() => Assert.Empty(await matrix.WronglyRefused());

    private static HttpClient Rooted(HttpClient client)
    {
        client.BaseAddress = new Uri(client.BaseAddress!, "/");
        return client;
    }
}
