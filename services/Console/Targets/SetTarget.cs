using System.Globalization;
using Cultivation.Console.Programmes;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Targets;

/// <summary>Records a target that a paper sets; a later paper for the same indicator is another target.</summary>
internal static class SetTarget
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/targets/new", (int? year, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation) =>
            Page(year ?? reader.Today.Year, null, null, gateway, ladders, cancellation)).For(Roles.Policy);
        routes.MapPost("/targets", Set).For(Roles.Policy);
    }

    private static async Task<IResult> Set(IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var year = int.TryParse(form["year"], CultureInfo.InvariantCulture, out var given) ? given : 0;
        var command = new
        {
            indicator = form.Text("indicator") ?? "", year, @operator = form.Text("operator"),
            value = decimal.TryParse(form["value"], CultureInfo.InvariantCulture, out var value) ? value : 0, unit = form.Text("unit") ?? "",
            basis = form.Text("basis"), of = form["of"].OfType<string>(), documentRef = form.Text("documentRef") ?? "", publishedOn = form.Text("publishedOn"),
        };
        try
        {
            await gateway.Send<object>("api/ladder/v1/targets", command, form["key"]!, null, cancellation);
            return Results.LocalRedirect($"/targets?year={year}&said=target-set");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(year, form, refused.Problem, gateway, ladders, cancellation);
        }
    }

    private static async Task<IResult> Page(
        int year, IFormCollection? given, Problem? problem, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        var programmes = await gateway.Read<ListedProgramme[]>("api/ladder/v1/programmes", cancellation);
        var files = await Task.WhenAll(programmes.Select(one => gateway.Read<RuleFile>(ProgrammeRoutes.File(one.Id, one.LatestVersion), cancellation)));
        return PageSetup.Page<TargetPage>(
            new
            {
                Year = year, Given = given, Problem = problem, Rules = await rules,
                Titles = (IReadOnlyList<Part>)[.. files.SelectMany(file => (file.Credentials ?? []).Concat((file.Stages ?? []).SelectMany(stage => stage.Substates ?? []))).SelectMany(title => title.All)],
            },
            problem?.Status);
    }
}
