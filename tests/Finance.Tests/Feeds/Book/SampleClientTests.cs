using System.Diagnostics;
using System.Text.Json.Nodes;
using Cultivation.Servers;

namespace Cultivation.Finance.Tests.Feeds.Book;

/// <summary>The clients that partners are given, as they are, against the service.</summary>
[Collection<OnTheWire>]
public sealed class SampleClientTests(District district)
{
    private const string Python = "python3";
    private const string Node = "node";

    [Theory]
    [InlineData(Python, "bank.py")]
    [InlineData(Node, "bank.mjs")]
    public async Task a_client_keeps_an_equal_book_through_all_that_happens(string program, string script)
    {
        var (bank, firms) = await BookTests.Booked(district, 3);
        using var folder = new TemporaryFolder();
        Assert.Equal((0, "1-3: 3 rows, equal"), Short(await Run(program, script, folder, bank)));
        await firms[0].Revoked(Firm.Since);
        await bank.Pulled(4);
        Assert.Equal((0, "1-4: 2 rows, equal"), Short(await Run(program, script, folder, bank)));
        await firms[1].Revoked(Firm.Since);
        await bank.Pulled(5);
        await bank.Withdraw(firms[1]);
        await bank.Pulled(6);
        Assert.Equal((0, "1-6: 1 rows, equal"), Short(await Run(program, script, folder, bank)));
    }

    [Theory]
    [InlineData(Python, "bank.py")]
    [InlineData(Node, "bank.mjs")]
    public async Task a_client_finds_the_rows_about_which_the_two_disagree(string program, string script)
    {
        var (bank, _) = await BookTests.Booked(district, 4);
        using var folder = new TemporaryFolder();
        Assert.Equal((0, "1-4: 4 rows, equal"), Short(await Run(program, script, folder, bank)));
        var state = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("book.json")))!;
        state["book"]!["2"] = state["book"]!["2"]!.GetValue<string>().Replace("2025-03-01", "2025-03-02", StringComparison.Ordinal);
        state["book"]!.AsObject().Remove("3");
        await File.WriteAllTextAsync(folder.File("book.json"), state.ToJsonString());
        var (code, output) = await Run(program, script, folder, bank);
        Assert.Equal(1, code);
        Assert.Equal("[2,3]", output.Split("differs at ")[1].Replace(" ", "", StringComparison.Ordinal).Trim());
    }

    [Theory]
    [InlineData(Python, "bank.py")]
    [InlineData(Node, "bank.mjs")]
    public async Task a_client_whose_cursor_is_of_another_epoch_opens_its_book_again(string program, string script)
    {
        var (bank, _) = await BookTests.Booked(district, 1);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("book.json"), """{"cursor":"9-7","book":{"7":"7|x|y|2020-01-01||z"}}""");
        var (code, output) = await Run(program, script, folder, bank);
        Assert.Equal(0, code);
        Assert.StartsWith("restored from a backup: opening the book again\n1-1: 1 rows, equal", output, StringComparison.Ordinal);
    }

    private static (int, string) Short((int Code, string Output) ran) => (ran.Code, ran.Output.Trim()[..^17]);

    private async Task<(int Code, string Output)> Run(string program, string script, TemporaryFolder folder, Partner bank)
    {
        await Tools.EnsureAsync([program], _ => { });
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "partners", script), folder.File("book.json"), "--once" })
            start.ArgumentList.Add(argument);
        start.Environment["FEED"] = new Uri(district.Address, $"banks/{bank.Id}").ToString();
        start.Environment["TOKEN"] = district.Token([Cultivation.Hosting.Roles.Bank], bank.Id);
        using var client = Process.Start(start)!;
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return (client.ExitCode, output);
    }
}
