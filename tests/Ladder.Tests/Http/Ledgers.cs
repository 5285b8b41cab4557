using System.Text.Json;
using Cultivation.Verifier;
using Npgsql;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>What the tests of the ledger do: sign, export, check, and tamper as somebody would who has the database.</summary>
internal sealed class Ledgers(LadderService ladder, string district)
{
    public HttpClient Auditor => ladder.As("wei", [district], [Roles.Auditor]);

    /// <summary>Signs, and waits until the checkpoint stands in the ledger itself.</summary>
    public async Task<JsonElement> Sign()
    {
        JsonElement answer = default;
        // Another test may just load a long list, behind which the ledger waits.
        await Eventually.True(
            async () =>
            {
                using var asked = await Auditor.Command("ledger/checkpoints", new { });
                return asked.StatusCode != System.Net.HttpStatusCode.Conflict && (answer = await Task.FromResult(asked).Good()).ValueKind == JsonValueKind.Object;
            },
            TimeSpan.FromMinutes(4));
        if (answer.GetProperty("made").GetBoolean())
            await Eventually.True(async () => (await Export())[^1].Contains("ledger_checkpoint_signed", StringComparison.Ordinal), TimeSpan.FromMinutes(4));
        return answer;
    }

    /// <summary>The lines of an export.</summary>
    public async Task<string[]> Export(string query = "") =>
        (await Auditor.GetStringAsync($"ledger/export{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Exit code and words of the verifier.</summary>
    public static (int Code, string Said) Verify(string[] lines, string? witness = null)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-").FullName;
        try
        {
            var (file, roots) = (Path.Combine(folder, "export.jsonl"), Path.Combine(folder, "roots.json"));
            File.WriteAllLines(file, lines);
            File.WriteAllText(roots, witness ?? "");
            using var said = new StringWriter();
            return (VerifyFile.Run(witness is null ? [file] : [file, "--witness", roots], said, said), said.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Exports and verifies.</summary>
    public async Task<(int Code, string Said)> Verified(string? witness = null) => Verify(await Export(), witness);

    /// <summary>Changes the database behind the service's back; <c>$1</c> is the district.</summary>
    public async Task<int> Tamper(string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(ladder.Connection);
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = district });
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync();
    }
}
