using System.Text.Json;
using Cultivation.Criteria;

namespace Cultivation.Ladder.Programmes;

/// <summary>The file of a published version, parsed, and each rule in it by its id as it is written.</summary>
internal sealed record Rules(Programme Programme, IReadOnlyDictionary<string, JsonElement> Written)
{
    public static Rules Of(string json)
    {
        var written = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        Collect(document.RootElement.Clone(), written);
        return new(ProgrammeFile.Parse(json), written);
    }

    /// <summary>What was confirmed as it stands in this version, by id.</summary>
    public IReadOnlyDictionary<string, Confirmation> Confirmed(IEnumerable<Confirmation> confirmations) => confirmations
        .Where(c => Written.TryGetValue(c.CriterionId, out var rule) && JsonElement.DeepEquals(rule, c.Value))
        .GroupBy(c => c.CriterionId).ToDictionary(c => c.Key, c => c.Last(), StringComparer.Ordinal);

    private static void Collect(JsonElement element, Dictionary<string, JsonElement> written)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, written);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
                written.TryAdd(id.GetString()!, element);
            foreach (var member in element.EnumerateObject())
                Collect(member.Value, written);
        }
    }
}

/// <summary>A programme version with what it imports and what is confirmed: all that an evaluation needs of the rules.</summary>
/// <param name="Streams">The streams that this was read from.</param>
internal sealed record RuleBook(
    PublishedProgramme Programme, PublishedVersion Version, ProgrammeSet Set, IReadOnlySet<string> Confirmed, Cases.StreamRead[] Streams)
{
    /// <summary>Codes of divisions that were replaced.</summary>
    public Moves.Divisions Divisions { get; init; } = Moves.Divisions.None;

    /// <summary>The clauses of all stages, titles and substates.</summary>
    public IEnumerable<Clause> Clauses() => Set.All.SelectMany(p => p.Stages
        .SelectMany(s => s.Clauses.Concat(s.Substates.SelectMany(Clauses))).Concat(p.Credentials.SelectMany(Clauses)));

    private static IEnumerable<Clause> Clauses(Credential credential) => credential.Clauses.Concat(credential.Substates.SelectMany(Clauses));

    /// <summary>Ids of the conditions of titles that a person or an authority answers: a stage may count them without listing them.</summary>
    public IEnumerable<string> AskedOfPersons() => Set.All
        .SelectMany(p => p.Credentials.Concat(p.Stages.SelectMany(s => s.Substates))).SelectMany(Conditions)
        .Where(c => c.EvaluatedBy != EvaluatedBy.Auto).Select(c => c.Id);

    private static IEnumerable<Criterion> Conditions(Credential credential) =>
        Leaves(credential.Criteria).Concat(credential.Substates.SelectMany(Conditions));

    private static IEnumerable<Criterion> Leaves(Group? group) => group is null ? [] : group.Items.SelectMany(c => c.Parts is null ? [c] : Leaves(c.Parts));

    public Stage Stage(string stageId) => Set.Stage(stageId) ?? throw new RuleBroken("programme.stage-unknown", new { stageId, Programme.ProgrammeId });
}
