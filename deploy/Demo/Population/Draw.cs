using System.Text;

namespace Cultivation.Demo.Population;

/// <summary>
/// Numbers that look drawn and are always the same for the same key (SplitMix64 over an FNV-1a hash). Each purpose has a key
/// of its own, so that what is added later moves nothing that was drawn before.
/// </summary>
internal sealed class Draw
{
    private ulong _state;

    public Draw(string purpose, params ReadOnlySpan<int> key)
    {
        _state = 14695981039346656037;
        foreach (var octet in Encoding.UTF8.GetBytes(purpose))
            _state = (_state ^ octet) * 1099511628211;
        foreach (var part in key)
            _state = (_state ^ (uint)part) * 1099511628211;
    }

    /// <summary>A whole number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A whole number between both, inclusive.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>A number between both with four decimals.</summary>
    public decimal Between(decimal least, decimal most) => Math.Round(least + (most - least) * Below(10_001) / 10_000, 4);

    public bool Chance(int percent) => Below(100) < percent;

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
