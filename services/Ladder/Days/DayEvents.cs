namespace Cultivation.Ladder.Days;

// Stored for ever in the stream day:{date}: add, never rename.

/// <summary>What the end of a day brought has been recorded.</summary>
/// <param name="Expired">How many titles ended.</param>
/// <param name="Lapsed">How many cases ended since papers had not come.</param>
/// <param name="Ended">How many stages ended with their term.</param>
/// <param name="Position">Where the day ended in the log of all districts; null for days that were closed before this was recorded.</param>
public sealed record DayClosed(DateOnly Day, int Expired, int Lapsed = 0, int Ended = 0, long? Position = null);
