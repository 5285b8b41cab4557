using System.Text.Json;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests;

/// <summary>Whatever is asked or sent, the service answers, or refuses with a code and a reason; nothing makes it fail. What gets in changes nobody else's district.</summary>
public sealed class HostileInputTests : OwnDistrict
{
    [Fact]
    public async Task no_question_and_no_command_makes_the_service_fail()
    {
        var (bank, firm) = (await Partner.With(District), await new Firm(District).Registered());
        await firm.Recognised();
        await bank.Consent(firm);
        var client = District.Client(
            [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor, Roles.Operator, Roles.Service, Roles.Bank, Roles.Firm], bank.Id, firm.Id);
        using var address = new HttpClient { BaseAddress = new Uri(District.Address, "/") };
        var document = await address.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative));
        var input = new HostileInput(JsonElement.Parse(document), (path, name) => (path, name) switch
        {
            (_, "id") when path.StartsWith("/v1/banks/", StringComparison.Ordinal) => bank.Id,
            (_, "id") when path.StartsWith("/v1/firms/", StringComparison.Ordinal) => firm.Id,
            (_, "code") => bank.Product,
            (_, "date") => "2026-02-30",
            _ => "x",
        });
        Assert.Equal("", await input.Failures(client, _ => Task.FromResult("\"1\"")));
        // What got in did no harm.
        Assert.Equal(firm.Id, (await District.Client().Read($"firms/{firm.Id}")).Text("id"));
    }
}
