using System.Diagnostics;
using System.Globalization;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Benchmarks;

/// <summary>
/// Worklist, firm page, search and stock at the gateway, in a district of 100,000 firms with 5 million events and 20,000 open cases. One firm is made by the
/// product's own commands and copied in the database, each copy with its own id, code and name; the copied events stand before the log's beginning, so
/// that no subscription reads them. 300 requests of each kind with values that differ, by one client, one after the other.
/// </summary>
internal static class Lists
{
    private const int Firms = 100_000;
    private const int Cases = 20_000;
    private const int EventsOfEach = 50;
    private const int Requests = 300;

    // A made-up name: three syllables by the number of the copy.
    private const string Name = "'上海' || substr(s.a, 1 + n % 20, 1) || substr(s.a, 1 + n / 20 % 20, 1) || substr(s.a, 1 + n / 400 % 20, 1) || n || '科技有限公司'";

    private static readonly string[] Syllables = [.. "嘉安远华明锐智恒信达新宏博瑞启航创联众合".Select(c => c.ToString())];

    public static async Task RunAsync()
    {
        await using var house = await Crowd.HouseAsync();
        var jiading = await Jiading.ReadyAsync(house);
        var (id, _, _) = await jiading.RegisterAsync();
        await jiading.PoolCaseAsync(id);
        await using var database = NpgsqlDataSource.Create(await house.DatabaseAsync("ladder") + ";Command Timeout=0");
        var start = Stopwatch.GetTimestamp();
        foreach (var step in Fill(id))
            await ExecuteAsync(database, step);
        await using (var count = database.CreateCommand("select count(*) from events.mt_events where seq_id <= 0"))
        {
            if (await count.ExecuteScalarAsync() is not (long)Firms * EventsOfEach)
                throw new InvalidOperationException("The events were not copied");
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"# {Firms} firms, {Firms * EventsOfEach} events, {Cases} open cases in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));

        var client = jiading.CaseWorker;
        await MeasureAsync("worklist", client, n => $"worklist?limit=50{(n % 3 == 0 ? "&scope=unassigned" : n % 3 == 1 ? $"&assignee=worker-{n % 40}" : $"&town=town-{n % 12}")}");
        await MeasureAsync("worklist_due", client, n => $"worklist?limit=50&stageId=jd.hnte&dueBefore={Jiading.Today.AddDays(n % 60):O}");
        await MeasureAsync("firm_page", client, n => $"firms/copy-{n * 331 % Firms}");
        await MeasureAsync("firm_as_known", client, n => $"firms/copy-{n * 331 % Firms}?asOf={Jiading.Today.AddDays(-n):O}&knownOn={Jiading.Today.AddDays(-1):O}");
        await MeasureAsync("firm_timeline", client, n => $"firms/copy-{n * 331 % Firms}/timeline?limit=50");
        await MeasureAsync("search_two_characters", client, n => $"firms?name={Uri.EscapeDataString(Syllables[n % 20] + Syllables[n / 20 % 20])}");
        await MeasureAsync("search_no_such_name", client, n => $"firms?name={Uri.EscapeDataString($"无此{n}")}");
        await MeasureAsync("search_code", client, n => $"firms?creditCode=COPY{n * 331 % Firms:00000000000000}");
        await MeasureAsync("firms_of_a_stage_as_known", client, n => $"firms?stage=jd.hnte&asOf={Jiading.Today.AddDays(-n):O}&knownOn={Jiading.Today.AddDays(-n):O}");
        await MeasureAsync("case_counts", client, _ => "cases/counts");
        await MeasureAsync("case_counts_as_known", client, n => $"cases/counts?knownOn={Jiading.Today.AddDays(-1 - n % 300):O}");
        await MeasureAsync("duties_as_known", client, n => $"duties?knownOn={Jiading.Today.AddDays(-1 - n % 300):O}");
        await MeasureAsync("stock", client, n => $"stock?asOf={Jiading.Today.AddDays(-n):O}");
    }

    private static IEnumerable<string> Fill(string id)
    {
        var source = $"(select '{string.Concat(Syllables)}' as a) s, generate_series(0, {Firms - 1}) n";
        yield return $"""
            insert into events.mt_streams (id, tenant_id, type, version)
            select 'firm:copy-' || n, t.tenant_id, t.type, {EventsOfEach} from events.mt_streams t, generate_series(0, {Firms - 1}) n where t.id = 'firm:{id}'
            """;
        // The first event of the firm, then a figure as it was recorded, once for each year and metric of fifty.
        yield return $"""
            insert into events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived)
            select -{Firms * EventsOfEach} + n * {EventsOfEach} + v, gen_random_uuid(), 'firm:copy-' || n, v,
                case when v = 1 then e.data else f.data || jsonb_build_object('factId', 'f' || v, 'fiscalYear', 1970 + v) end,
                case when v = 1 then e.type else f.type end, e.timestamp - interval '1 day', e.tenant_id, case when v = 1 then e.mt_dotnet_type else f.mt_dotnet_type end,
                e.correlation_id, e.causation_id, e.headers, e.user_name, false
            from events.mt_events e, events.mt_events f, generate_series(0, {Firms - 1}) n, generate_series(1, {EventsOfEach}) v
            where e.stream_id = 'firm:{id}' and e.version = 1 and f.seq_id = (select min(seq_id) from events.mt_events where type = 'annual_fact_submitted')
            """;
        yield return $$"""
            insert into events.mt_doc_firm (id, tenant_id, data, mt_version, mt_dotnet_type)
            select 'firm:copy-' || n, d.tenant_id, d.data || jsonb_build_object('id', 'firm:copy-' || n, 'version', {{EventsOfEach}},
                'creditCode', 'COPY' || lpad(n::text, 14, '0'), 'names', jsonb_build_array(jsonb_build_object('name', {{Name}}, 'from', '2015-03-02'))),
                {{EventsOfEach}}, d.mt_dotnet_type
            from events.mt_doc_firm d, {{source}} where d.id = 'firm:{{id}}'
            """;
        yield return $"""
            insert into ladder.firm_list (tenant_id, firm_id, credit_code, legal_name, all_names, town)
            select '310114', 'copy-' || n, 'COPY' || lpad(n::text, 14, '0'), {Name}, {Name} || E'\n旧名' || n, 'town-' || n % 12 from {source}
            """;
        yield return $"""
            insert into ladder.stage_spans select '310114', 'copy-' || n, (array['jd.startup', 'jd.pool', 'jd.hnte', 'jd.littleGiant'])[1 + n % 4],
                current_date - n % 2000, case when n % 5 = 0 then current_date - n % 100 end, current_date - n % 2000, null from generate_series(0, {Firms - 1}) n
            """;
        yield return $"""
            insert into ladder.recognition_spans select '310114', 'copy-' || n, 'r' || n, 'cn.hnte', current_date - n % 1000, current_date + 1000 - n % 1000,
                current_date - n % 1000, null from generate_series(0, {Firms - 1}, 2) n
            """;
        yield return $"""
            insert into ladder.case_list (tenant_id, number, firm_id, credit_code, programme_id, stage_id, state, channel, submitted_on, assignee, due_on, open, next_on)
            select '310114', '2020-' || lpad(n::text, 6, '0'), 'copy-' || n, 'COPY' || lpad(n::text, 14, '0'), 'jiading-six-stage', 'jd.hnte', 'accepted', 'online', now(),
                case when n % 4 > 0 then 'worker-' || n % 40 end, current_date + n % 90 - 20, true, current_date + n % 90 - 20 from generate_series(0, {Cases - 1}) n
            """;
        yield return $"""
            insert into ladder.case_spans (tenant_id, number, firm_id, programme_id, stage_id, state, known_from, known_to)
            select '310114', '2020-' || lpad(n::text, 6, '0'), 'copy-' || n, 'jiading-six-stage', 'jd.hnte', s.state, current_date - n % 300 - s.before, case when s.state = 'submitted' then current_date - n % 300 end
            from generate_series(0, {Cases - 1}) n, (values ('submitted', 9), ('accepted', 0)) s (state, before)
            """;
        yield return $"""
            insert into ladder.report_duties (tenant_id, firm_id, change, changed_on, due_on, reported_on, known_from, reported_known)
            select '310114', 'copy-' || n, 'renamed', current_date - n % 400, current_date - n % 400 + 90, case when n % 3 > 0 then current_date - n % 200 end,
                current_date - n % 400, case when n % 3 > 0 then current_date - n % 200 end from generate_series(0, {Firms - 1}, 2) n
            """;
        yield return "analyze";
    }

    private static async Task MeasureAsync(string name, HttpClient client, Func<int, string> path)
    {
        List<double> taken = [];
        for (var n = -20; n < Requests; n++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri($"api/ladder/v1/{path(Math.Abs(n))}", UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{name}: {(int)answer.StatusCode} {path(Math.Abs(n))}");
            if (n >= 0)
                taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Latency.Print(name, taken);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
