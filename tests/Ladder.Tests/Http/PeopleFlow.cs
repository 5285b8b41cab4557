namespace Cultivation.Ladder.Tests.Http;

/// <summary>Persons and teams that several tests begin with.</summary>
internal static class PeopleFlow
{
    /// <returns>The person's reference.</returns>
    public static async Task<string> Person(HttpClient client, string name, string? phone = null, string? notes = null) =>
        (await client.Command("people", new { person = new { name, phone, notes }, source = "载体报告" }).Good()).Text("personRef");

    public static async Task<string[]> People(HttpClient client, int count)
    {
        var people = new string[count];
        for (var i = 0; i < count; i++)
            people[i] = await Person(client, $"成员{i + 1}");
        return people;
    }

    public static object TeamOf(string lead, params string[] members) => new
    {
        projectTitle = "智能传感项目", leadPersonRef = lead, memberRefs = members, carrierId = "carrier-1", registeredOn = Flow.Today.AddMonths(-3), source = "载体报告",
    };

    /// <returns>The team's id.</returns>
    public static async Task<string> Team(HttpClient client, string lead, params string[] members) => (await client.Command("teams", TeamOf(lead, members)).Good()).Text("id");
}
