using Cultivation.Kit;
using Cultivation.Servers;

namespace Cultivation.Contracts.Tests;

/// <summary>What is shipped, before the validators that its readers use.</summary>
public sealed class ValidatorTests(Validators validators) : IClassFixture<Validators>
{
    [Fact]
    public async Task the_asyncapi_document_and_its_examples_are_valid()
    {
        var told = await validators.RunAsync("asyncapi.mjs", ShippedDocument.Path("asyncapi.yaml"));
        Assert.True(told.Succeeded, told.Output);
    }

    [Theory]
    [InlineData("finance")]
    [InlineData("ladder")]
    public async Task an_openapi_document_is_valid(string service)
    {
        var told = await validators.LintAsync(ShippedDocument.Path($"openapi/{service}.json"));
        Assert.True(told.Succeeded, told.Output);
    }

    /// <summary>The two above would also hold if nothing were looked at.</summary>
    [Fact]
    public async Task what_is_not_valid_is_found()
    {
        var wrong = Path.GetTempFileName();
        var text = await File.ReadAllTextAsync(ShippedDocument.Path("asyncapi.yaml"));
        await File.WriteAllTextAsync(wrong, text.Replace("\"2024-03-01\"", "17", StringComparison.Ordinal));
        Assert.False((await validators.RunAsync("asyncapi.mjs", wrong)).Succeeded);
        await File.WriteAllTextAsync(wrong, """{"openapi":"3.1.1","info":{"title":"x","version":"1"},"paths":{"/a":{"get":{"responses":17}}}}""");
        Assert.False((await validators.LintAsync(wrong)).Succeeded);
        File.Delete(wrong);
    }
}

/// <summary>The validators, installed from npm into a folder of this run.</summary>
public sealed class Validators : IAsyncLifetime
{
    private string folder = "";

    public async ValueTask InitializeAsync() => folder = await NodePackages.InstallAsync(Path.Combine(AppContext.BaseDirectory, "validators"));

    internal Task<Command> RunAsync(string script, string file) => Command.RunAsync("node", Path.Combine(folder, script), file);

    internal Task<Command> LintAsync(string file) => Command.RunAsync(
        Path.Combine(folder, "node_modules/.bin/spectral"), "lint", file, "-r", Path.Combine(folder, "spectral.yaml"), "--fail-severity=error");

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
