namespace Cultivation.Ladder.Statuses;

// Stored for ever in the stream firm:{id}: add, never rename.

/// <summary>The firm holds a status beside its stage (正交状态), such as 企业技术中心 or 上市储备. It moves no stage.</summary>
/// <param name="Status">As the programme names it.</param>
/// <param name="To">Last day; null while none is set.</param>
/// <param name="Reference">The list or paper that says so.</param>
public sealed record StatusRecorded(string StatusId, string Uscc, string Status, DateOnly From, DateOnly? To, string Reference);

/// <param name="EndedOn">First day on which it no longer holds.</param>
public sealed record StatusEnded(string StatusId, string Uscc, DateOnly EndedOn, string Reference);

/// <param name="To">First day on which it no longer holds; null for no end in sight.</param>
public sealed record StatusHeld(string Id, string Status, DateOnly From, DateOnly? To, string Reference)
{
    internal static StatusHeld[] After(StatusHeld[] held, object happened) => happened switch
    {
        StatusRecorded e => [.. held, new(e.StatusId, e.Status, e.From, e.To?.AddDays(1), e.Reference)],
        StatusEnded e => [.. held.Select(s => s.Id == e.StatusId ? s with { To = e.EndedOn } : s)],
        _ => held,
    };

    internal bool HeldOn(DateOnly day) => From <= day && (To is null || day < To);
}
