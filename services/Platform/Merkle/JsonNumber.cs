using System.Globalization;
using System.Text;

namespace Cultivation.Merkle;

/// <summary>How canonical JSON writes numbers.</summary>
public enum Numbers
{
    /// <summary>
    /// RFC 8785, section 3.2.2.3, for every number that a double carries; a decimal with more digits keeps them all, in the same notation. So two numbers
    /// have one text only if they are equal, and money loses nothing.
    /// </summary>
    Exact,

    /// <summary>RFC 8785 to the letter: a number is the double next to it.</summary>
    Double,
}

/// <summary>A number as ECMAScript's Number::toString writes it: significant digits, and where the point stands.</summary>
internal static class JsonNumber
{
    /// <exception cref="FormatException">It is too large: in <see cref="Numbers.Double"/> for a double, else for anything that is stored.</exception>
    public static void Write(StringBuilder to, string token, Numbers numbers)
    {
        if (numbers == Numbers.Double)
            token = Next(token);
        var (digits, point) = Read(token);
        if (digits.Length == 0)
        {
            to.Append('0');
            return;
        }
        if (token[0] == '-')
            to.Append('-');
        if (point is > 0 and <= 21)
            Plain(to, digits, point);
        else if (point is > -6 and <= 0)
            to.Append("0.").Append('0', -point).Append(digits);
        else
            Exponential(to, digits, point - 1);
    }

    private static void Plain(StringBuilder to, string digits, int point)
    {
        if (digits.Length <= point)
            to.Append(digits).Append('0', point - digits.Length);
        else
            to.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point);
    }

    private static void Exponential(StringBuilder to, string digits, int exponent)
    {
        to.Append(digits[0]);
        if (digits.Length > 1)
            to.Append('.').Append(digits, 1, digits.Length - 1);
        to.Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture));
    }

    private static string Next(string token) =>
        double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : throw new FormatException($"{token} is no number that a double carries");

    /// <returns>The significant digits, none for zero, and the place of the point counted from the first of them.</returns>
    private static (string Digits, int Point) Read(string token)
    {
        var end = token.IndexOfAny(['e', 'E']);
        var mantissa = token.AsSpan(0, end < 0 ? token.Length : end).TrimStart('-');
        var exponent = end < 0 ? 0 : int.TryParse(token.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var e) && Math.Abs(e) < 1_000_000
            ? e
            : throw new FormatException($"{token} is too large");
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var significant = digits.TrimStart('0');
        return (significant.TrimEnd('0'), (point < 0 ? digits.Length : point) - (digits.Length - significant.Length) + exponent);
    }
}
