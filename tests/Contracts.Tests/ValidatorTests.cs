using Cultivation.Kit;
using Cultivation.Servers;

namespace Cultivation.Contracts.Tests;

/// <summary>What is shipped, before the validators that its readers use.</summary>
public sealed class ValidatorTests
{
    [Fact]
    public async Task the_asyncapi_document_and_its_examples_are_valid()
    {
        var told = await CheckAsync(ShippedDocument.Path("asyncapi.yaml"));
        Assert.True(told.Succeeded, told.Output);
    }

    [Theory]
    [InlineData("finance")]
    [InlineData("ladder")]
    [InlineData("operations")]
    public async Task an_openapi_document_is_valid(string service)
    {
        var told = await LintAsync(ShippedDocument.Path($"openapi/{service}.json"));
        Assert.True(told.Succeeded, told.Output);
    }

    /// <summary>The two above would also hold if nothing were looked at.</summary>
    [Fact]
    public async Task what_is_not_valid_is_found()
    {
        var wrong = Path.GetTempFileName();
        var text = await File.ReadAllTextAsync(ShippedDocument.Path("asyncapi.yaml"));
        await File.WriteAllTextAsync(wrong, text.Replace("\"2024-03-01\"", "17", StringComparison.Ordinal));
        Assert.False((await CheckAsync(wrong)).Succeeded);
        await File.WriteAllTextAsync(wrong, """{"openapi":"3.1.1","info":{"title":"x","version":"1"},"paths":{"/a":{"get":{"responses":17}}}}""");
        Assert.False((await LintAsync(wrong)).Succeeded);
        File.Delete(wrong);
    }

    private static async Task<Command> CheckAsync(string file) => await (await NodePackages.Of("validators")).ScriptAsync("asyncapi.mjs", file);

    private static async Task<Command> LintAsync(string file)
    {
        var validators = await NodePackages.Of("validators");
        return await validators.ProgramAsync("spectral", "lint", file, "-r", validators.File("spectral.yaml"), "--fail-severity=error");
    }
}
