using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>Puts a firm or a team on the register, or takes over a firm that another district handed over; leads to its page.</summary>
internal static class AddFirm
{
    /// <summary>Of nothing that is there yet.</summary>
    public sealed record Nobody;

    public static readonly Act<Nobody>[] All =
    [
        new("register-firm", "/api/ladder/v1/firms", (_, _) => true, (_, reader) => Registration.Fields(reader), Registration.Body),
        new("register-team", "/api/ladder/v1/teams", (_, _) => true,
            (_, reader) =>
            [
                new("title", Kinds.Line, reader["field.project-title"]), .. TeamActs.People(null, reader), On("registeredOn", reader),
                new("field", Kinds.Line, reader["field.technology"]) { Required = false }, FirmActs.Source(reader),
            ],
            form => new
            {
                projectTitle = form.Text("title"), leadPersonRef = form.Text("lead"), memberRefs = form.Several("members"), carrierId = form.Text("carrier"),
                registeredOn = form.Text("registeredOn"), source = form.Text("source"), hiTechField = form.Text("field"),
            }),
        new("accept-arrival", "/api/ladder/v1/arrivals", (_, reader) => reader.Person.Is(Roles.Supervisor),
            (_, reader) => [new("district", Kinds.Line, reader["field.from-district"]) { Longest = 6 }, new("firm", Kinds.Line, reader["field.firm-there"])],
            form => new { fromDistrict = form.Text("district"), firmId = form.Text("firm") }),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/firms/new", () => Page(null, null)).For(Office.Workers);
        routes.MapPost("/firms/new/{act}", Do).For(Office.Workers);
    }

    private static Task<IResult> Do(string act, IFormCollection form, Gateway gateway, CancellationToken cancellation) => All.Do(
        act, "", form, gateway, made => $"/firms/{Urls.Part(made.GetProperty("id").GetString()!)}?said=firm-{act}", (problem, tried) => Task.FromResult(Page(problem, tried)),
        cancellation);

    private static IResult Page(Problem? problem, TriedAct? tried) => PageSetup.Page<AddFirmPage>(new { Problem = problem, Tried = tried }, problem?.Status);
}
