using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Targets;

/// <summary>Records a target that a paper sets; a later paper for the same indicator is another target.</summary>
internal static class SetTarget
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/targets/new", (int? year, Ladders ladders, Reader reader, CancellationToken cancellation) =>
            Page(year ?? reader.Today.Year, null, null, ladders, cancellation)).For(Roles.Policy);
        routes.MapPost("/targets", Set).For(Roles.Policy);
    }

    private static async Task<IResult> Set(IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var year = Fields.Whole(form["year"]) ?? 0;
        var command = new
        {
            indicator = form.Text("indicator") ?? "", year, @operator = form.Text("operator"),
            value = form.Number("value") ?? 0, unit = form.Text("unit") ?? "",
            basis = form.Text("basis"), of = form.All("of"), documentRef = form.Text("documentRef") ?? "", publishedOn = form.Text("publishedOn"),
        };
        try
        {
            await gateway.Send<object>("api/ladder/v1/targets", command, form["key"]!, null, cancellation);
            return Results.LocalRedirect($"/targets?year={year}&said=target-set");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(year, form, refused.Problem, ladders, cancellation);
        }
    }

    private static async Task<IResult> Page(int year, IFormCollection? given, Problem? problem, Ladders ladders, CancellationToken cancellation) =>
        PageSetup.Page<TargetPage>(new { Year = year, Given = given, Problem = problem, Rules = await ladders.Read(cancellation) }, problem?.Status);
}
