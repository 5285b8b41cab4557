using JasperFx.Events;

namespace Cultivation.Ladder.Moves;

/// <summary>
/// Codes of divisions that were replaced. A credit code keeps the code of the division that gave it, ended or not, so it says nothing of where a
/// firm is (GB 32100-2015, digits 3 to 8).
/// </summary>
public sealed record Divisions
{
    public const string Key = "divisions:cn";

    public static Divisions None { get; } = new();

    public string Id { get; init; } = Key;
    public long Version { get; init; }
    public DivisionCodeMapped[] Mapped { get; init; } = [];

    /// <summary>The code in force on a day for a division that once had this one.</summary>
    internal string Present(string code, DateOnly day)
    {
        // Each step goes to a mapping that began later or on the same day, so that a code that is used anew does not lead round.
        var from = DateOnly.MinValue;
        while (Mapped.FirstOrDefault(m => m.OldCode == code && m.EffectiveOn >= from && m.EffectiveOn <= day) is { } next)
            (code, from) = (next.NewCode, next.EffectiveOn.AddDays(1));
        return code;
    }

    public Divisions Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public Divisions Fold(object happened) => happened is DivisionCodeMapped e ? this with { Mapped = [.. Mapped, e] } : this;
}
