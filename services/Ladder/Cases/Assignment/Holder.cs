using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// Who has a case works on it alone. Open to others stay what a supervisor does, what the firm does, itself or at the window (papers, withdrawal, appeal), what a
/// person says of itself (a score, a recusal, a conflict of interest), and what concerns many cases at once after their decision (notices, answers of the authority).
/// </summary>
internal static class Holder
{
    /// <exception cref="RuleBroken"><c>case.held-by-another</c>. What nobody has is open to all.</exception>
    internal static void Require(Case @case, Person person)
    {
        if (@case.Assignee is { } who && who != person.Subject && !person.Is(Roles.Supervisor))
            throw new RuleBroken("case.held-by-another", new { @case.Number, who });
    }

    /// <summary>The case to work on, as <see cref="CasePage.Fetch"/> gives it, for whoever has it.</summary>
    /// <exception cref="RuleBroken"><c>case.held-by-another</c>, and those of <see cref="CasePage.Fetch"/>.</exception>
    public static async Task<IEventStream<Case>> Fetch(CommandContext context, string number, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        Require(stream.Aggregate!, context.Person);
        return stream;
    }
}
