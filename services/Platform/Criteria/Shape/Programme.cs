namespace Cultivation.Criteria;

/// <summary>
/// One version of a programme: a ladder of stages, or credentials that other programmes refer to, as data.
/// The file's shape is programme.schema.json. Read by <see cref="ProgrammeFile.Parse"/>.
/// </summary>
/// <param name="Hash">SHA-256 of the canonical JSON of the file, 64 lower-case hex digits. Equal for files that differ in layout only.</param>
/// <param name="Imports">Ids of the programmes whose credentials this one refers to.</param>
/// <param name="Transition">Which open cases stay on the version before; null: those that were accepted under it.</param>
/// <param name="Confirmable">Everything in the file that has a certainty, in the file's order, whether it needs a confirmation or not.</param>
public sealed record Programme(
    string Id, string Version, string Hash, string TitleZh, string TitleEn, Jurisdiction Jurisdiction, string? Authority, string? Calendar, string? Timezone,
    DateOnly EffectiveFrom, DateOnly? EffectiveTo, string? Basis, string? Note, ImmutableArray<string> Imports,
    ImmutableArray<string> UsedBy, ImmutableArray<string> OrthogonalStatuses,
    IReadOnlyDictionary<string, SourceDocument> Sources, IReadOnlyDictionary<string, FactDefinition> Definitions, IReadOnlyDictionary<string, Metric> Metrics,
    Transition? Transition, ImmutableArray<Credential> Credentials, ImmutableArray<Stage> Stages, ImmutableArray<SideLadder> SideLadders,
    ImmutableArray<Instrument> Instruments,
    ImmutableArray<Clause> LadderRules, ImmutableArray<Sla> Sla, ImmutableArray<Clause> Clauses, ImmutableArray<Confirmable> Confirmable)
{
    internal ImmutableArray<Mention> Mentions { get; init; } = [];
}

/// <summary>The division whose rule it is: six digits (GB/T 2260), 000000 for the whole country.</summary>
public sealed record Jurisdiction(string Code, string Name, string? Parent);

/// <summary>A thing in a programme that has a certainty.</summary>
/// <param name="Path">JSON path in the file.</param>
public sealed record Confirmable(string Path, Text Text, Standing Standing);

/// <summary>A credential named in the file, by its JSON path, for resolution across files.</summary>
internal sealed record Mention(string Path, string CredentialId);

/// <summary>
/// What a recorded fact means. A fact is used only where its metric and definition id are those of the definition that is asked for:
/// tech staff by 183 days of work is not R&amp;D staff at the year's end.
/// </summary>
/// <param name="Fact">The metric code that facts of this definition are recorded under, such as <c>rdExpense</c>.</param>
/// <param name="Unit">CNY, USD, person, count, point, ratio, year, yesNo (1 or 0) or code.</param>
public sealed record FactDefinition(string Id, string Fact, string Unit, Text Name, Text Text);
