using System.Text.Json;
using Cultivation.Kit;
using Microsoft.Playwright;
using Npgsql;

namespace Cultivation.Browser.Tests;

/// <summary>Messages that wait for an operator, and the alarm of a log that waits for a transaction.</summary>
public sealed class ParkedTests(BrowserHouse house)
{
    [Theory]
    [InlineData("zh-CN", 1, 2, "放弃最早一条", "原因", "放弃第 -1 号", "已放弃,并记录在案。")]
    [InlineData("en", 3, 4, "Discard the first", "Reason", "Discard position -3", "It was discarded, and is kept in the journal.")]
    public async Task a_message_is_retried_and_one_that_never_will_be_applied_is_discarded_for_a_reason(
        string language, int last, int first, string discard, string reason, string doIt, string done)
    {
        var told = await house.ToldAsync();
        var subject = $"firm:stuck-{language}";
        await using var finance = NpgsqlDataSource.Create(house.House.House.Finance.Service.Settings["ConnectionStrings__Store"]);
        await using (var park = finance.CreateCommand(
            $$"""
            insert into hosting.parked (source, position, tenant_id, subject, change, reason, parked_at)
            select 'ladder', p, '310114', '{{subject}}', jsonb_build_object('source', 'ladder', 'epoch', 1, 'position', p, 'previous', 0, 'tenant', '310114',
                'subject', '{{subject}}', 'type', 'cn.cultivation.firm.renamed.v1', 'time', now(), 'traceParent', null, 'data', '[]'::jsonb), '<b>broken</b>', now() from unnest(array[-{{first}}, -{{last}}]) p
            """))
            await park.ExecuteNonQueryAsync();
        var page = await house.SignedInAsync("operator", "/operations/parked", language);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = subject })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("<b>broken</b>").First).ToBeVisibleAsync();
        Assert.Empty(await page.FaultsAsync());
        var waiting = page.Locator("main ol li");
        await RetryAsync(page);
        await Assertions.Expect(waiting).ToHaveCountAsync(2);
        // As a newer version of the service reads it.
        await using (var mend = finance.CreateCommand($"update hosting.parked set change = change || $1::jsonb where subject = '{subject}' and position = -{first}"))
        {
            mend.Parameters.AddWithValue(JsonSerializer.Serialize(new
            {
                data = new { firmId = told.Firm, creditCode = told.Code, legalName = told.Name, oldName = told.Name, changedOn = Jiading.Today },
            }));
            await mend.ExecuteNonQueryAsync();
        }
        await RetryAsync(page);
        await Assertions.Expect(waiting).ToHaveCountAsync(1);
        await page.GetByText(discard).ClickAsync();
        await page.GetByLabel(reason).FillAsync($"无法恢复 {language}");
        await page.GetByRole(AriaRole.Button, new() { Name = doIt }).FollowAsync();
        await Assertions.Expect(page.GetByText(done)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(subject)).ToHaveCountAsync(0);
        await page.GotoAsync("/operations/acts?service=finance");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync($"无法恢复 {language}");
    }

    [Fact]
    public async Task a_transaction_for_which_the_log_waits_is_an_alarm_until_it_ends()
    {
        await using var finance = NpgsqlDataSource.Create(house.House.House.Finance.Service.Settings["ConnectionStrings__Store"]);
        await using var holder = await finance.OpenConnectionAsync();
        await using var holding = await holder.BeginTransactionAsync();
        // It takes a number of the log and stays open: after five seconds that is an alarm.
        await using (var take = new NpgsqlCommand("select nextval('events.mt_events_sequence')", holder, holding))
            await take.ExecuteScalarAsync();
        var page = await house.SignedInAsync("operator", "/operations");
        var alarm = page.Locator("section[aria-labelledby=finance] .alert-danger");
        await Eventually.True(async () =>
        {
            await page.GotoAsync("/operations");
            return await alarm.CountAsync() == 1;
        });
        await Assertions.Expect(alarm.Locator("li")).ToContainTextAsync("idle in transaction");
        await holding.RollbackAsync();
        await page.GotoAsync("/operations");
        await Assertions.Expect(alarm).ToHaveCountAsync(0);
    }

    private static async Task RetryAsync(IPage page)
    {
        await page.Locator("form[action='/operations/parked/retries'] button").FollowAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
    }
}
