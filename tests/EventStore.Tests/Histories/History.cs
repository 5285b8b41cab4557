using FsCheck;
using FsCheck.Fluent;

namespace Cultivation.EventStore.Tests.Histories;

/// <summary>One save: to one or two streams, each with an expectation or none.</summary>
internal enum Expecting
{
    /// <summary>Whatever the version is.</summary>
    Nothing,

    /// <summary>What FetchForWriting read.</summary>
    WhatWasRead,

    /// <summary>What was read when the writer began: mostly stale.</summary>
    WhatWasReadFirst,

    /// <summary>A version that no stream has: the whole save is refused.</summary>
    TheImpossible,
}

/// <param name="Stream">Which of the few.</param>
/// <param name="Events">How many.</param>
internal sealed record Write(int Stream, int Events, Expecting Expecting);

/// <summary>A history: what each writer saves, one save after the other, all writers at once.</summary>
internal sealed record History(Write[][][] Writers)
{
    public const int Streams = 4;

    public static Arbitrary<History> Any { get; } = Arb.From(Histories(), Smaller);

    public override string ToString() => string.Join("\n", Writers.Select((saves, at) =>
        $"writer {at}: {string.Join("; ", saves.Select(save => string.Join(" and ", save.Select(w => $"{w.Events} to {w.Stream} expecting {w.Expecting}"))))}"));

    private static Gen<History> Histories() =>
        from writers in Gen.Choose(1, 16)
        from saves in Gen.ArrayOf(Gen.ArrayOf(Saves(), 6), writers)
        select new History(saves);

    private static Gen<Write[]> Saves() =>
        from two in Gen.Choose(0, 3)
        from first in Gen.Choose(0, Streams - 1)
        from writes in Gen.ArrayOf(Writes(), two == 0 ? 2 : 1)
        select writes.Select((write, at) => write with { Stream = (first + at) % Streams }).ToArray();

    private static Gen<Write> Writes() =>
        from events in Gen.Choose(1, 3)
        from expecting in Gen.Frequency(
            (5, Gen.Constant(Expecting.Nothing)), (3, Gen.Constant(Expecting.WhatWasRead)), (1, Gen.Constant(Expecting.WhatWasReadFirst)),
            (1, Gen.Constant(Expecting.TheImpossible)))
        select new Write(0, events, expecting);

    private static IEnumerable<History> Smaller(History history)
    {
        for (var at = 0; at < history.Writers.Length && history.Writers.Length > 1; at++)
            yield return new History([.. history.Writers.Where((_, writer) => writer != at)]);
        if (history.Writers.Any(saves => saves.Length > 1))
            yield return new History([.. history.Writers.Select(saves => saves[..Math.Max(1, saves.Length / 2)])]);
    }
}
