using Npgsql;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>One entry is in a bank's feed when the feeder's position in the log is lost.</summary>
internal sealed class LostPosition(District district, Partner bank, Firm firm)
{
    public static async Task<LostPosition> With(District district)
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        return new(district, bank, firm);
    }

    public async Task Lose()
    {
        await using var database = NpgsqlDataSource.Create(district.FinanceData);
        await using var lose = database.CreateCommand("update events.mt_event_progression set last_seq_id = 0 where name = 'Feeder:All' and last_seq_id > 0");
        Assert.Equal(1, await lose.ExecuteNonQueryAsync());
    }

    /// <summary>Nothing comes twice and nothing is left out.</summary>
    public async Task GoesOn()
    {
        await firm.Left(new DateOnly(2026, 11, 1));
        Assert.Equal(["granted", "withdrawn"], (await bank.Pulled(2)).Select(e => e.GetProperty("type").GetString()!.Split('.')[3]));
        await firm.Recognised("r2", new DateOnly(2026, 11, 5));
        Assert.Equal(["1-1", "1-2", "1-3"], (await bank.Pulled(3)).Select(e => e.GetProperty("id").GetString()));
    }
}
