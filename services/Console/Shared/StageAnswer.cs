namespace Cultivation.Console.Shared;

/// <summary>A stage, asked about a firm.</summary>
/// <param name="Roadmap">What is missing for it.</param>
public sealed record StageAnswer(string StageId, string Result, Criterion[] Criteria, Missing[] Roadmap)
{
    /// <summary>Criteria without parts that a person must answer.</summary>
    public IEnumerable<Criterion> Open => Leaves(Criteria).Where(criterion => criterion.Result == "needsPerson").DistinctBy(criterion => criterion.Id);

    /// <summary>Asks; null where no rules are in force.</summary>
    /// <param name="firm">The firm's id.</param>
    /// <param name="query">Days, or the programme.</param>
    internal static async Task<StageAnswer?> Ask(string firm, string stage, (string, string?)[] query, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            return await gateway.Read<StageAnswer>(Urls.Query($"api/ladder/v1/firms/{Urls.Part(firm)}/evaluations/{Urls.Part(stage)}", query), cancellation);
        }
        catch (Refused refused) when (refused.NoRules)
        {
            return null;
        }
    }

    private static IEnumerable<Criterion> Leaves(IEnumerable<Criterion> criteria) =>
        criteria.SelectMany(criterion => criterion.Parts is { Length: > 0 } parts ? Leaves(parts) : [criterion]);
}

/// <summary>One thing that is missing for a stage.</summary>
/// <param name="Reach">supply, ask, wait, grow or change: how the gap can be closed.</param>
public sealed record Missing(string CriterionId, string Result, string Reach, Text Text, string? OneOf);
