using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Banks;

/// <summary>An entry of a bank's feed, as the bank reads it.</summary>
/// <param name="Withheld">The firm took its consent back: all but the position is empty.</param>
/// <param name="Bookrows">Rows of the book after the entry; <paramref name="Bookdigest"/> is what they come to.</param>
public sealed record Entry(string? Id, string? Type, DateTimeOffset? Time, long Position, bool Withheld, long? Bookrows, string? Bookdigest, EntryData? Data)
{
    /// <summary>As it came.</summary>
    public JsonElement Json { get; init; }

    /// <summary>What kind of entry it is, as granted or consent-ended; withheld where nothing is told.</summary>
    public string Kind => Withheld ? "withheld" : KindOf(Type ?? "");

    /// <summary>The word of a CloudEvents type, as granted of <c>cn.cultivation.eligibility.granted.v1</c>.</summary>
    internal static string KindOf(string type) => type.Split('.') is [.., var subject, var word, _] ? subject == "eligibility" ? word : $"{subject}-{word}" : type;

    internal static Entry Read(JsonElement json) => json.Deserialize<Entry>(Gateway.Json)! with { Json = json };

    /// <summary>The row that the entry adds to the book, as the partner guide writes it.</summary>
    public string Row() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Position}|{Data?.CreditCode}|{Data?.Product?.Code}|{Data?.EffectiveOn:yyyy-MM-dd}|{Data?.ExpiresOn:yyyy-MM-dd}|{Data?.Salt}");
}

/// <summary>What an entry says of a firm.</summary>
public sealed record EntryData(string? CreditCode, string? LegalName, Product? Product, DateOnly? EffectiveOn, DateOnly? ExpiresOn, string? Salt);

/// <summary>A page of entries.</summary>
public sealed record FeedAnswer(JsonElement[] Entries)
{
    /// <summary>In the order of the feed.</summary>
    public IEnumerable<Entry> All => Entries.Select(Entry.Read);
}

/// <summary>What a book comes to: the number of rows, and the sum of their SHA-256 modulo 2^256 in 64 hexadecimal digits.</summary>
public sealed record Digest(long Rows, string Sum)
{
    internal static Digest Of(IReadOnlyCollection<string> rows)
    {
        var sum = rows.Aggregate(BigInteger.Zero, (total, row) => total + new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(row)), isUnsigned: true, isBigEndian: true));
        return new(rows.Count, Convert.ToHexStringLower((sum % (BigInteger.One << 256)).ToByteArray(isUnsigned: true, isBigEndian: true)).PadLeft(64, '0'));
    }
}
