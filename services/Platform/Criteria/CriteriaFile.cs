namespace Cultivation.Criteria;

/// <summary>Reads criteria that stand alone, such as those of a bank's product.</summary>
public static class CriteriaFile
{
    /// <summary>
    /// Reads <c>{ "logic": "all", "items": [ { "id", "text": { "zh", "en" }, "metric", "operator", "value" } ] }</c>, with optional
    /// <c>sources</c>, <c>definitions</c> and <c>metrics</c> beside it as in a programme. The metrics <c>stageHeld</c> (holds, lacks: stage ids;
    /// numbers: the highest order held) and <c>credentialValid</c> (holds, lacks: credential ids) need no definition. Source and certainty may
    /// be left out: the criterion is then the publisher's own rule and may decide.
    /// </summary>
    /// <exception cref="ProgrammeInvalid">As for a programme.</exception>
    public static Group Parse(string json)
    {
        var faults = new List<ProgrammeFault>();
        using var document = ProgrammeFile.Open(json);
        var file = new Node(document.RootElement, "$", faults);
        var draft = new Draft(faults, ownRule: true);
        ProgrammeFile.ReadVocabulary(file, draft);
        var group = ReadCriteria.Group(file, draft)!;
        return faults.Count == 0 ? group : throw new ProgrammeInvalid(faults);
    }
}
