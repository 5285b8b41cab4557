using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Hosting;

/// <summary>A service's program: without words it serves; with <c>schema print</c> or <c>schema apply</c> it only looks after its database.</summary>
public static class SchemaCommand
{
    /// <summary>
    /// <c>schema print</c> writes the DDL of everything that the service keeps, and needs no database; <c>schema apply</c> creates what is
    /// missing in <c>ConnectionStrings:Store</c> and drops nothing, so that the service may start as a role that creates nothing itself.
    /// </summary>
    /// <returns>The exit code: 2 where the words are not understood.</returns>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] words)
    {
        if (words is not ["schema", ..])
        {
            await app.RunAsync();
            return 0;
        }
        var (own, store) = (app.Services.GetRequiredService<EmbeddedSchema>(), app.Services.GetRequiredService<IDocumentStore>());
        switch (words)
        {
            case ["schema", "print"]:
                await Console.Out.WriteLineAsync($"{own.Script()}\n{store.Storage.ToDatabaseScript()}");
                return 0;
            case ["schema", "apply"]:
                await own.ApplyAsync(CancellationToken.None);
                await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
                return 0;
            default:
                await Console.Error.WriteLineAsync("usage: schema print | schema apply");
                return 2;
        }
    }
}
