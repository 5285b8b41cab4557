using System.Text.Json;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Finance.Tests.Loans;

/// <summary>The subscription that marks loans, when it has to begin anew. A district of its own, since it stops.</summary>
public sealed class LoanMarkTests : OwnDistrict
{
    [Fact]
    public async Task what_is_read_again_marks_nothing_twice_and_a_loan_that_is_reported_late_is_marked()
    {
        var bank = await Partner.With(District);
        var firm = await new Firm(District).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        var first = await Lend(bank, firm, "L-1");
        await firm.Revoked(new DateOnly(2025, 6, 1));
        await Marked(first);
        var events = await Events(first);
        await District.StopFinance();
        await using (var database = NpgsqlDataSource.Create(District.FinanceData))
        {
            await using var forget = database.CreateCommand("update events.mt_event_progression set last_seq_id = 0 where name = 'ReviewReliances:All'");
            Assert.Equal(1, await forget.ExecuteNonQueryAsync());
        }
        await District.StartFinance();
        // Once this one is marked, all that came before it was read again.
        await Marked(await Lend(bank, firm, "L-2"));
        Assert.Equal(events, await Events(first));
    }

    private async Task<string> Lend(Partner bank, Firm firm, string number) => (await bank.Http.Command($"banks/{bank.Id}/loans", new
    {
        loanNo = number, productCode = bank.Product, principal = 1_000_000, startOn = "2026-11-01", endOn = "2027-10-31", rate = 0.0345m, reliedOn = "1-1", firmId = firm.Id,
    }).Good()).Text("id");

    private Task Marked(string loan) => Eventually.True(async () =>
        (await District.Client().Read($"loans/{loan}")).GetProperty("basisCorrected") is { ValueKind: JsonValueKind.Object } mark && mark.GetProperty("toldBy").ValueKind == JsonValueKind.String);

    private Task<long> Events(string loan) => District.Count("select count(*) from events.mt_events where stream_id = any($1)", [$"loan:{loan}"]);
}
