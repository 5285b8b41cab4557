namespace Cultivation.Hosting;

/// <summary>
/// A caller's mistake or a rule that forbids the command. Mapped once to problem details (RFC 9457): status and text in the caller's
/// language come from <c>problems.json</c>, where every code stands.
/// </summary>
/// <param name="code">Stable code, <c>firm.code-taken</c>.</param>
/// <param name="details">Optional object whose members become members of the problem and fill <c>{name}</c> in its text.</param>
public sealed class RuleBroken(string code, object? details = null) : Exception(code)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;

    /// <summary>Members added to the problem; null for none.</summary>
    public object? Details { get; } = details;
}
