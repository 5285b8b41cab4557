using System.Text;
using System.Text.Json.Nodes;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Book;

/// <summary>The clients that partners are given, as they are, against the service.</summary>
[Collection<OnTheWire>]
public sealed class SampleClientTests(District district)
{
    public static TheoryData<string> Scripts => [.. SampleClient.Scripts];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task a_client_keeps_an_equal_book_through_all_that_happens(string script)
    {
        var (bank, firms) = await BookTests.Booked(district, 3);
        await using var client = Client(script, bank);
        Assert.Equal((0, "1-3: 3 rows, equal"), Short(await client.OnceAsync()));
        await firms[0].Revoked(Firm.Since);
        await bank.Pulled(4);
        Assert.Equal((0, "1-4: 2 rows, equal"), Short(await client.OnceAsync()));
        await firms[1].Revoked(Firm.Since);
        await bank.Pulled(5);
        await bank.Withdraw(firms[1]);
        await bank.Pulled(6);
        Assert.Equal((0, "1-6: 1 rows, equal"), Short(await client.OnceAsync()));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task a_client_finds_the_rows_about_which_the_two_disagree(string script)
    {
        var (bank, _) = await BookTests.Booked(district, 4);
        await using var client = Client(script, bank);
        Assert.Equal((0, "1-4: 4 rows, equal"), Short(await client.OnceAsync()));
        var state = JsonNode.Parse(await File.ReadAllTextAsync(client.Book))!;
        state["book"]!["2"] = state["book"]!["2"]!.GetValue<string>().Replace("2025-03-01", "2025-03-02", StringComparison.Ordinal);
        state["book"]!.AsObject().Remove("3");
        await File.WriteAllTextAsync(client.Book, state.ToJsonString());
        var (code, output) = await client.OnceAsync();
        Assert.Equal(1, code);
        Assert.Equal("[2,3]", output.Split("differs at ")[1].Replace(" ", "", StringComparison.Ordinal).Trim());
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task a_client_whose_cursor_is_of_another_epoch_opens_its_book_again(string script)
    {
        var (bank, _) = await BookTests.Booked(district, 1);
        await using var client = Client(script, bank);
        await File.WriteAllTextAsync(client.Book, """{"cursor":"9-7","book":{"7":"7|x|y|2020-01-01||z"}}""");
        var (code, output) = await client.OnceAsync();
        Assert.Equal(0, code);
        Assert.StartsWith("restored from a backup: opening the book again\n1-1: 1 rows, equal", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task a_client_applies_once_what_a_queue_or_a_webhook_brought_and_says_when_one_is_missing(string script)
    {
        var (bank, firms) = await BookTests.Booked(district, 3);
        await firms[0].Revoked(Firm.Since);
        var entries = (await bank.Pulled(4)).Select(e => e.GetRawText()).ToArray();
        // A test stands in no book.
        await bank.Filled(4);
        var test = await bank.Http.Command($"banks/{bank.Id}/queue/tests", "").Good();
        var tried = Encoding.UTF8.GetString((await bank.Take(5))[4].Body.Span);
        await using var client = Client(script, bank);
        var (code, output) = await client.DeliveredAsync([entries[1], entries[0], entries[1], entries[3]]);
        Assert.Equal((1, "3 applied, 1 repeats dropped, 1 ahead of one that is missing"), (code, output.Trim()));
        (code, output) = await client.DeliveredAsync([entries[0], tried, entries[2]]);
        Assert.Equal(0, code);
        Assert.StartsWith($"test event {test.Text("id")}\n1 applied, 1 repeats dropped, 0 ahead of one that is missing\n1-4: 2 rows, equal", output, StringComparison.Ordinal);
    }

    private SampleClient Client(string script, Partner bank) =>
        new(script, new Uri(district.Address, $"banks/{bank.Id}"), district.Token([Roles.Bank], bank.Id));

    // Without the digest's first digits.
    private static (int, string) Short((int Code, string Output) ran) => (ran.Code, ran.Output.Trim()[..^17]);
}
