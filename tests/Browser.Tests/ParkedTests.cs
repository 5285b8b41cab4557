using System.Text.Json;
using Cultivation.Kit;
using Microsoft.Playwright;
using Npgsql;

namespace Cultivation.Browser.Tests;

/// <summary>Messages that wait for an operator, and the alarm of a log that waits for a transaction.</summary>
public sealed class ParkedTests(BrowserHouse house)
{
    [Fact]
    public async Task a_message_is_retried_and_one_that_never_will_be_applied_is_discarded_for_a_reason()
    {
        var told = await house.ToldAsync();
        await using var finance = NpgsqlDataSource.Create(house.House.House.Finance.Service.Settings["ConnectionStrings__Store"]);
        await using (var park = finance.CreateCommand(
            """
            insert into hosting.parked (source, position, tenant_id, subject, change, reason, parked_at)
            select 'ladder', p, '310114', 'firm:stuck', jsonb_build_object('source', 'ladder', 'epoch', 1, 'position', p, 'previous', 0, 'tenant', '310114',
                'subject', 'firm:stuck', 'type', 'cn.cultivation.firm.renamed.v1', 'time', now(), 'traceParent', null, 'data', '[]'::jsonb), '<b>broken</b>', now() from unnest(array[-2, -1]) p
            """))
            await park.ExecuteNonQueryAsync();
        // Somebody's transaction takes a number of the log and stays open: after five seconds that is an alarm.
        await using var holder = await finance.OpenConnectionAsync();
        await using var holding = await holder.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand("select nextval('events.mt_events_sequence')", holder, holding))
            await take.ExecuteScalarAsync();
        var page = await house.SignedInAsync("operator", "/operations/parked");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "firm:stuck" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("<b>broken</b>").First).ToBeVisibleAsync();
        await page.KeepAsync("operations-parked-full");
        Assert.Empty(await page.FaultsAsync());
        var waiting = page.Locator("main ol li");
        await RetryAsync(page);
        await Assertions.Expect(waiting).ToHaveCountAsync(2);
        // As a newer version of the service reads it.
        await using (var mend = finance.CreateCommand("update hosting.parked set change = change || $1::jsonb where subject = 'firm:stuck' and position = -2"))
        {
            mend.Parameters.AddWithValue(JsonSerializer.Serialize(new
            {
                data = new { firmId = told.Firm, creditCode = told.Code, legalName = told.Name, oldName = told.Name, changedOn = Jiading.Today },
            }));
            await mend.ExecuteNonQueryAsync();
        }
        await RetryAsync(page);
        await Assertions.Expect(waiting).ToHaveCountAsync(1);
        await page.GetByText("放弃最早一条").ClickAsync();
        await page.GetByLabel("原因").FillAsync("无法恢复");
        await page.GetByRole(AriaRole.Button, new() { Name = "放弃第 -1 号" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已放弃,并记录在案。")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("firm:stuck")).ToHaveCountAsync(0);
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
        await page.GotoAsync("/operations/acts?service=finance");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("无法恢复");
    }

    private static async Task RetryAsync(IPage page)
    {
        await page.Locator("form[action='/operations/parked/retries'] button").ClickAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
    }
}
