using System.Text.Json.Serialization;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Ledger;

/// <summary>The district's signed ledger: checkpoints, the keys by which they are checked, and the export that anybody can check offline.</summary>
internal static class ShowLedger
{
    private const string Ledger = "api/ladder/v1/ledger";
    private static readonly string[] Readers = [Roles.Auditor, Roles.Supervisor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger", (string? after, Gateway gateway, CancellationToken cancellation) => Page(after, null, gateway, cancellation)).For(Readers);
        routes.MapPost("/ledger/checkpoints", Sign).For(Readers);
        routes.MapGet("/ledger/export", Export).For(Readers);
    }

    private static async Task<IResult> Sign(IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            var answer = await gateway.Send<Made>($"{Ledger}/checkpoints", new { }, form["key"]!, null, cancellation);
            return Results.LocalRedirect($"/ledger?said={(answer.Value.IsMade ? "ledger-signed" : "ledger-no-news")}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(null, refused.Problem, gateway, cancellation);
        }
    }

    private static async Task<IResult> Export(string? from, string? to, HttpContext http, Gateway gateway, CancellationToken cancellation)
    {
        var answer = await gateway.Open(Urls.Query($"{Ledger}/export", ("from", from), ("to", to)), cancellation);
        http.Response.RegisterForDispose(answer);
        var headers = answer.Content.Headers;
        return Results.Stream(await answer.Content.ReadAsStreamAsync(cancellation), headers.ContentType?.ToString(), headers.ContentDisposition?.FileName?.Trim('"') ?? "ledger.jsonl");
    }

    private static async Task<IResult> Page(string? after, Problem? problem, Gateway gateway, CancellationToken cancellation)
    {
        var keys = gateway.Read<LedgerKeys>($"{Ledger}/keys", cancellation);
        var checkpoints = await gateway.Read<Page<Checkpoint>>(Urls.Query($"{Ledger}/checkpoints", ("after", after)), cancellation);
        return PageSetup.Page<LedgerPage>(new { Checkpoints = checkpoints, (await keys).Keys, Problem = problem }, problem?.Status);
    }

    private sealed record Made([property: JsonPropertyName("made")] bool IsMade);
}

/// <summary>The district's word for its log at one size.</summary>
/// <param name="Size">How many events it covers.</param>
/// <param name="Root">Of their tree, 64 hexadecimal digits.</param>
public sealed record Checkpoint(long Size, string Root, DateTimeOffset Time, string KeyId);

/// <summary>The public keys, the one in use last.</summary>
public sealed record LedgerKeys(LedgerKey[] Keys);

/// <summary>A public key of ES256, as a JWK has it.</summary>
public sealed record LedgerKey(string Kid, string X, string Y);
