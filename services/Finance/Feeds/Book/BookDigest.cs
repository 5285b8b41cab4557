using System.Numerics;

namespace Cultivation.Finance.Feeds.Book;

/// <summary>
/// What a bank's book comes to: how many rows, and the sum of their hashes modulo 2^256. A sum, since it follows from the one before with
/// one addition or subtraction, in whatever order rows came, and since the sum of a part tells whether the part is equal.
/// It finds errors; it does not stand against a bank that wants to deceive itself.
/// </summary>
/// <param name="Sum">64 hexadecimal digits in lower case.</param>
public sealed record BookDigest(long Rows, string Sum)
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    /// <summary>Of no rows.</summary>
    public static BookDigest Empty { get; } = new(0, new string('0', 64));

    internal static BookDigest Of(IEnumerable<byte[]> rows)
    {
        var (count, sum) = (0L, BigInteger.Zero);
        foreach (var hash in rows)
            (count, sum) = (count + 1, sum + Number(hash));
        return new(count, Text(sum));
    }

    internal BookDigest With(byte[] row) => new(Rows + 1, Text(Number(Convert.FromHexString(Sum)) + Number(row)));

    internal BookDigest Without(byte[] row) => new(Rows - 1, Text(Number(Convert.FromHexString(Sum)) + Modulus - Number(row)));

    private static BigInteger Number(byte[] hash) => new(hash, isUnsigned: true, isBigEndian: true);

    private static string Text(BigInteger sum)
    {
        var bytes = (sum % Modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        return Convert.ToHexStringLower(bytes).PadLeft(64, '0');
    }
}
