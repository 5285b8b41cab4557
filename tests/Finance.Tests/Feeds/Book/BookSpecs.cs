using System.Security.Cryptography;
using System.Text;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Book;

namespace Cultivation.Finance.Tests.Feeds.Book;

/// <summary>What a bank's book comes to.</summary>
public sealed class BookSpecs
{
    private static readonly FeedEntry Granted = new(
        "f1", 5, DisclosureKind.Granted, "91310114YYYY00012B", "样例", new("hnte-loan", "高企贷", "HNTE loan"), true, new DateOnly(2024, 3, 1),
        DateTimeOffset.UnixEpoch, new Basis("stageEntered", "ladder:1-10"), null, null, ExpiresOn: new DateOnly(2027, 3, 1), Salt: "00aa");

    [Fact]
    public void a_row_is_the_hash_of_what_a_bank_was_told()
    {
        Assert.Equal(Hash("7|91310114YYYY00012B|hnte-loan|2024-03-01|2027-03-01|00aa"), BookRow.Hash(7, Granted));
        Assert.Equal(Hash("7|91310114YYYY00012B|hnte-loan|2024-03-01||00aa"), BookRow.Hash(7, Granted with { ExpiresOn = null }));
    }

    [Fact]
    public void the_order_of_rows_does_not_matter_and_what_leaves_leaves_no_trace()
    {
        byte[][] rows = [.. Enumerable.Range(0, 50).Select(i => Hash($"{i}"))];
        var (there, back) = (BookDigest.Of(rows), BookDigest.Of(rows.Reverse()));
        Assert.Equal(there, back);
        Assert.Equal(there, rows.Aggregate(BookDigest.Empty, (book, row) => book.With(row)));
        Assert.Equal(BookDigest.Empty, rows.Aggregate(there, (book, row) => book.Without(row)));
        Assert.NotEqual(there, there.Without(rows[0]).With(Hash("other")));
    }

    [Fact]
    public void sums_wrap_at_256_bits()
    {
        byte[] most = [.. Enumerable.Repeat((byte)0xff, 32)];
        Assert.Equal(new BookDigest(2, new string('f', 63) + "e"), BookDigest.Empty.With(most).With(most));
        Assert.Equal(new BookDigest(1, new string('f', 64)), BookDigest.Empty.With(most).With(most).Without(most));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(9, 4)]
    [InlineData(100, 7)]
    public void the_parts_of_a_range_are_the_range(int rows, int parts)
    {
        var all = Enumerable.Range(1, rows).Select(i => (Position: 3L * i, Hash: Hash($"{i}"))).ToList();
        var cut = BookPart.Of(all, 1, 1000, parts);
        Assert.Equal((1, 1000), (cut[0].From, cut[^1].To));
        Assert.True(cut.Count <= parts);
        Assert.All(cut.Zip(cut.Skip(1)), pair => Assert.Equal(pair.First.To + 1, pair.Second.From));
        Assert.All(cut, part => Assert.Equal(BookDigest.Of(all.Where(r => part.From <= r.Position && r.Position <= part.To).Select(r => r.Hash)), part.Digest));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
