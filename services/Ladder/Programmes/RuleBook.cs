using System.Text.Json;
using Cultivation.Criteria;

namespace Cultivation.Ladder.Programmes;

/// <summary>The file of a published version, parsed, and each rule in it by its id as it is written.</summary>
internal sealed record Rules(Programme Programme, IReadOnlyDictionary<string, JsonElement> Written)
{
    public static Rules Of(string json) => Of(ProgrammeFile.Parse(json), json);

    /// <param name="programme">What the file says, parsed.</param>
    public static Rules Of(Programme programme, string json)
    {
        var written = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        Collect(document.RootElement.Clone(), written);
        return new(programme, written);
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
    public IEnumerable<Clause> Clauses() => Set.All.SelectMany(p => p.Stages.SelectMany(s => s.Clauses).Concat(p.Titles().SelectMany(t => t.Clauses)));

    /// <summary>Ids of the conditions of titles that a person or an authority answers: a stage may count them without listing them.</summary>
    public IEnumerable<string> AskedOfPersons() => Set.All.SelectMany(p => p.Titles()).SelectMany(t => t.Criteria.Leaves())
        .Where(c => c.EvaluatedBy != EvaluatedBy.Auto).Select(c => c.Id);

    public Stage Stage(string stageId) => Set.Stage(stageId) ?? throw new RuleBroken("programme.stage-unknown", new { stageId, Programme.ProgrammeId });
}

/// <summary>Ways through a programme.</summary>
internal static class Walks
{
    /// <summary>The titles of a programme and the substates of its stages, each with its own substates.</summary>
    public static IEnumerable<Credential> Titles(this Programme programme) =>
        programme.Credentials.Concat(programme.Stages.SelectMany(s => s.Substates)).SelectMany(WithSubstates);

    /// <summary>The criteria that have no parts.</summary>
    public static IEnumerable<Criterion> Leaves(this Group? group) => group is null ? [] : group.Items.SelectMany(c => c.Parts is null ? [c] : c.Parts.Leaves());

    private static IEnumerable<Credential> WithSubstates(Credential credential) => credential.Substates.SelectMany(WithSubstates).Prepend(credential);
}
