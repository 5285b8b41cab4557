namespace Cultivation.Ladder.Tests.Http;

/// <summary>
/// Every route by every role and district: what is not granted is refused by the running service, before anything else is looked at. Who may do what is
/// pinned in Snapshots/roles.txt, to be read by a person.
/// </summary>
public sealed class RoleTests(LadderService ladder)
{
    private readonly RoleMatrix matrix = new(ladder.Services, role => ladder.As("li", ["310114"], [role], "f1"));

    [Fact]
    public async Task no_role_passes_where_the_table_does_not_grant_it() => Assert.Empty(await matrix.WronglyPassed());

    [Fact]
    public async Task nobody_acts_in_a_district_that_the_token_does_not_list() => Assert.Empty(await matrix.Foreign(District.Header, "310106"));

    [Fact]
    public async Task what_the_table_grants_is_not_refused_for_the_role() => Assert.Empty(await matrix.WronglyRefused());
}
