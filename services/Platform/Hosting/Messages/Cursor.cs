using System.Globalization;

namespace Cultivation.Hosting;

/// <summary>A place in a source's log or a bank's feed, written <c>epoch-position</c>.</summary>
public readonly record struct Cursor(int Epoch, long Position)
{
    /// <summary>Reads <c>1-42</c>.</summary>
    public static bool TryParse(string text, out Cursor cursor)
    {
        cursor = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 1 || !int.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return false;
        cursor = new Cursor(epoch, position);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Position}");
}
