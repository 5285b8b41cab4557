using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Finance.Tests;

/// <summary>Looks behind the service, at its database and its broker.</summary>
internal static class Looking
{
    /// <summary>The bank's queue as the broker describes it, once it is there.</summary>
    public static async Task<JsonElement> Queue(this HttpClient management, Partner bank)
    {
        JsonElement found = default;
        await Eventually.True(async () =>
        {
            using var answer = await management.GetAsync($"api/queues/{Banks.Place(bank.Id)}/feed");
            if (answer.IsSuccessStatusCode)
                found = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return answer.IsSuccessStatusCode;
        });
        return found;
    }

    /// <summary>All that the ladder has said passes Finance by, which is stopped, as if it had not listened to it.</summary>
    public static async Task PassBy(this District district)
    {
        var head = await Number(district.LadderData, "select max(seq_id) from events.mt_events");
        await Eventually.True(async () => await Number(district.LadderData, "select last_seq_id from events.mt_event_progression where name = 'Relay:All'") >= head);
        await Number(district.FinanceData, $"update hosting.cursors set position = {head} returning position");
    }

    private static async Task<long> Number(string data, string sql)
    {
        await using var database = NpgsqlDataSource.Create(data);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A number by SQL over one array of texts, <c>$1</c>; for <c>like</c> each is looked for anywhere.</summary>
    public static async Task<long> Count(this District district, string sql, string[] values)
    {
        await using var database = NpgsqlDataSource.Create(district.FinanceData);
        await using var count = database.CreateCommand(sql);
        count.Parameters.Add(new() { Value = sql.Contains(" like ", StringComparison.Ordinal) ? values.Select(v => $"%{v}%").ToArray() : values });
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
