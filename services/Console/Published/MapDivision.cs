using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Published;

/// <summary>Codes of divisions that were replaced: which one a division has on a day, and the form that records another, in the nation's tenant alone.</summary>
internal static class MapDivision
{
    public const string Owner = "000000";

    public static readonly Act<AskedDivision>[] All =
    [
        new("map-division", "/api/ladder/v1/divisions", (_, reader) => reader.Person.Is(Roles.Policy) && reader.District == Owner,
            (asked, reader) =>
            [
                new("oldCode", Kinds.Line, reader["division.old"]) { Longest = 6, Value = asked.Found?.Code }, new("newCode", Kinds.Line, reader["division.new"]) { Longest = 6 },
                On("effectiveOn", reader), new("docRef", Kinds.Line, reader["field.reference"]),
            ],
            form => new { oldCode = form.Text("oldCode"), newCode = form.Text("newCode"), effectiveOn = form.Text("effectiveOn"), docRef = form.Text("docRef") }),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/published/divisions", (string? code, string? asOf, Gateway gateway, CancellationToken cancellation) => Page(code, asOf, null, null, gateway, cancellation))
            .For(Office.Readers);
        routes.MapPost("/published/divisions/{act}", Do).For(Roles.Policy);
    }

    private static Task<IResult> Do(string act, IFormCollection form, Gateway gateway, CancellationToken cancellation) => All.Do(
        act, "", form, gateway, Urls.Query("/published/divisions", ("code", form.Text("oldCode")), ("asOf", form.Text("effectiveOn")), ("said", $"published-{act}")),
        (problem, tried) => Page(null, null, problem, tried, gateway, cancellation), cancellation);

    private static async Task<IResult> Page(string? code, string? asOf, Problem? problem, TriedAct? tried, Gateway gateway, CancellationToken cancellation)
    {
        var found = Fields.Text(code) is { } asked
            ? await gateway.Read<PresentDivision>(Urls.Query($"api/ladder/v1/divisions/{Urls.Part(asked)}", ("asOf", asOf)), cancellation) : null;
        return PageSetup.Page<DivisionPage>(new { Asked = new AskedDivision(found), Problem = problem, Tried = tried }, problem?.Status);
    }
}

/// <summary>What was asked.</summary>
/// <param name="Found">Null before a code is asked for.</param>
public sealed record AskedDivision(PresentDivision? Found);

/// <summary>The code that a division has on a day which once had <paramref name="Code"/>.</summary>
public sealed record PresentDivision(string Code, DateOnly AsOf, string Present);
