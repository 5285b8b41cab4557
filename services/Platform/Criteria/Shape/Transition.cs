namespace Cultivation.Criteria;

/// <summary>Which open cases stay on the version before: those accepted before the day the new one takes effect, or those submitted before it.</summary>
public enum Staying { Accepted, Submitted }

/// <summary>
/// What a version says about cases that are open when it takes effect. A case accepted before stays on its version always; with
/// <see cref="Staying.Submitted"/> one that was only submitted before is accepted under the version before, too.
/// </summary>
/// <param name="Stages">The stages meant; empty means all.</param>
/// <param name="Until">Last day on which a case is still accepted under the version before; null means no such day.</param>
public sealed record Transition(Standing Standing, Staying Stay, ImmutableArray<string> Stages, DateOnly? Until, Text Text);
