using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Lists;

/// <summary>A list's page: what it would change, what it has changed, and what can be done next.</summary>
internal static class ShowList
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/lists/{id}", Show).For(Office.Readers);

    private static Task<IResult> Show(string id, string? after, int? fault, Gateway gateway, CancellationToken cancellation) =>
        Page(id, after, fault, null, gateway, cancellation);

    /// <param name="after">The line of the plan after which the page begins; null for its start.</param>
    /// <param name="fault">How many faults stand before the first that is shown.</param>
    /// <param name="problem">Why the last form was refused; null for none.</param>
    public static async Task<IResult> Page(string id, string? after, int? fault, Problem? problem, Gateway gateway, CancellationToken cancellation)
    {
        var path = $"api/ladder/v1/imports/{Urls.Part(id)}";
        var plan = gateway.Read<Page<PlannedRow>>(Urls.Query($"{path}/plan", ("after", after)), cancellation);
        var list = await gateway.Read<ListView>(path, cancellation);
        var results = list.State == "read"
            ? new Page<RowResult>([], null)
            : await gateway.Read<Page<RowResult>>(Urls.Query($"{path}/{(list.Undo is null ? "rows" : "undo/rows")}", ("after", after)), cancellation);
        var told = list.State == "read" ? await Told(id, after, gateway, cancellation) : null;
        return PageSetup.Page<ListPage>(
            new
            {
                List = list, Plan = await plan, Told = told, Outcomes = (IReadOnlyDictionary<int, string>)results.Items.ToDictionary(row => row.Line, row => row.Outcome),
                FirstFault = Math.Clamp(fault ?? 0, 0, list.Faults.Length), Problem = problem,
            },
            problem?.Status);
    }

    /// <summary>What banks would be told of the rows of this page; null while Finance does not answer, which does not keep a list from being read.</summary>
    private static async Task<IReadOnlyList<ForeseenEntry>?> Told(string id, string? after, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            return (await gateway.Read<Page<ForeseenEntry>>(Urls.Query($"api/finance/v1/imports/{Urls.Part(id)}/forecast", ("after", after)), cancellation)).Items;
        }
        catch (Refused refused) when (refused.Problem.Status >= StatusCodes.Status500InternalServerError)
        {
            return null;
        }
    }
}
