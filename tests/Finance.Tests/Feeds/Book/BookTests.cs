using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Book;

/// <summary>A bank's book over HTTP: the snapshot, what it comes to, and waiting for what comes next.</summary>
[Collection<OnTheWire>]
public sealed class BookTests(District district)
{
    [Fact]
    public async Task a_snapshot_holds_what_stands_and_comes_to_what_the_last_entry_says()
    {
        var (bank, firms) = await BankWith(3);
        await firms[1].Revoked(Firm.Since);
        var feed = await bank.Pulled(4);
        var snapshot = await bank.Http.Read($"banks/{bank.Id}/snapshot");
        Assert.Equal("1-4", snapshot.GetProperty("at").GetString());
        Assert.Equal([1L, 3L], Positions(snapshot));
        Assert.Equal(feed[3].GetProperty("bookdigest").GetString(), snapshot.GetProperty("bookdigest").GetString());
        Assert.Equal(feed[0].ToString(), snapshot.GetProperty("entries")[0].ToString());
        Assert.Equal([2L], feed[3].GetProperty("data").GetProperty("ends").EnumerateArray().Select(e => e.GetInt64()));
    }

    [Fact]
    public async Task an_older_book_is_read_in_pages_and_comes_to_what_its_entry_said()
    {
        var (bank, firms) = await BankWith(3);
        await firms[0].Revoked(Firm.Since);
        var feed = await bank.Pulled(4);
        var first = await bank.Http.Read($"banks/{bank.Id}/snapshot?at=1-3&limit=2");
        Assert.Equal([1L, 2L], Positions(first));
        Assert.Equal(feed[2].GetProperty("bookdigest").GetString(), first.GetProperty("bookdigest").GetString());
        var second = await bank.Http.Read($"banks/{bank.Id}/snapshot?at=1-3&limit=2&after={first.GetProperty("next").GetString()}");
        Assert.Equal([3L], Positions(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var parts = (await bank.Http.Read($"banks/{bank.Id}/book?at=1-3&parts=3")).GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal([(1, 1, 1), (2, 2, 1), (3, 3, 1)], parts.Select(p => (p.GetProperty("from").GetInt32(), p.GetProperty("to").GetInt32(), p.GetProperty("bookrows").GetInt32())));
    }

    [Fact]
    public async Task the_row_of_a_firm_that_took_its_consent_back_is_withheld_and_gone_after_the_last_entry()
    {
        var (bank, firms) = await BankWith(2);
        await bank.Withdraw(firms[0]);
        await bank.Pulled(3);
        var old = await bank.Http.Read($"banks/{bank.Id}/snapshot?at=1-2");
        Assert.Equal("""{"position":1,"withheld":true}""", old.GetProperty("entries")[0].ToString());
        var now = await bank.Http.Read($"banks/{bank.Id}/snapshot");
        Assert.Equal([2L], Positions(now));
        Assert.Equal(1, now.GetProperty("bookrows").GetInt32());
    }

    [Fact]
    public async Task an_end_that_was_withheld_leaves_nothing_in_the_book_since_the_end_of_the_consent_names_all_rows()
    {
        var (bank, firms) = await BankWith(1);
        await firms[0].Revoked(Firm.Since);
        await bank.Pulled(2);
        await bank.Withdraw(firms[0]);
        var feed = await bank.Pulled(3);
        Assert.True(feed[1].GetProperty("withheld").GetBoolean());
        Assert.Equal([1L], feed[2].GetProperty("data").GetProperty("ends").EnumerateArray().Select(e => e.GetInt64()));
        Assert.Equal(0, feed[2].GetProperty("bookrows").GetInt32());
    }

    [Fact]
    public async Task who_waits_at_the_head_gets_the_next_entry_when_it_comes()
    {
        var (bank, _) = await BankWith(1);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        var waiting = bank.Http.Read($"banks/{bank.Id}/feed?after=1-1&wait=60");
        await firm.Recognised();
        Assert.Equal("1-2", (await waiting).GetProperty("next").GetString());
        Assert.Equal("1-2", (await bank.Http.Read($"banks/{bank.Id}/feed?after=1-2&wait=1")).GetProperty("next").GetString());
    }

    [Theory]
    [InlineData("snapshot?at=2-0", 409, "feed.epoch-changed")]
    [InlineData("snapshot?at=1-9", 409, "feed.cursor-ahead")]
    [InlineData("snapshot?at=now", 400, "feed.cursor-malformed")]
    [InlineData("snapshot?limit=0", 400, "feed.limit")]
    [InlineData("book?parts=0", 400, "book.parts")]
    [InlineData("book?from=0", 400, "book.range")]
    [InlineData("book?from=2&to=1", 400, "book.range")]
    [InlineData("book?to=9", 400, "book.range")]
    [InlineData("feed?wait=61", 400, "feed.wait")]
    public async Task what_makes_no_sense_is_refused(string path, int status, string code)
    {
        var (bank, _) = await BankWith(1);
        Assert.Equal((status, code), await bank.Http.GetAsync($"banks/{bank.Id}/{path}").Problem());
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("book")]
    public async Task a_book_is_its_banks_alone(string path)
    {
        var (mine, theirs) = (await Partner.With(district), await Partner.With(district));
        Assert.Equal((403, "feed.forbidden"), await mine.Http.GetAsync($"banks/{theirs.Id}/{path}").Problem());
        Assert.Equal((404, "bank.unknown"), await district.Client().GetAsync($"banks/nobody/{path}").Problem());
    }

    internal async Task<(Partner Bank, Firm[] Firms)> BankWith(int count) => await Booked(district, count);

    /// <summary>A bank that was told of so many firms, in the order of their positions.</summary>
    internal static async Task<(Partner Bank, Firm[] Firms)> Booked(District district, int count)
    {
        var bank = await Partner.With(district);
        var firms = new List<Firm>();
        for (var i = 1; i <= count; i++)
        {
            var firm = await new Firm(district).Registered();
            await bank.Consent(firm);
            await firm.Recognised();
            await bank.Pulled(i);
            firms.Add(firm);
        }
        return (bank, [.. firms]);
    }

    private static IEnumerable<long> Positions(JsonElement snapshot) =>
        snapshot.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("position").GetInt64());
}
