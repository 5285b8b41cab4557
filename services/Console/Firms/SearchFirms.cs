using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Firms;

/// <summary>A firm that was found.</summary>
public sealed record FoundFirm(string Id, string CreditCode, string LegalName, string? Stage, string? Town);

/// <summary>Finds firms by their code, or by two characters or more of any name that they ever had, and by stage.</summary>
internal static class SearchFirms
{
    public static readonly string[] Readers = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms", Show).For(Readers);

    private static async Task<IResult> Show([AsParameters] FirmsQuery query, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var asked = query.Q?.Trim() ?? "";
        var held = Fields.Text(query.Stage);
        // One character is in the names of nearly all.
        var tooShort = asked.Length == 1;
        var found = query.Teams == "yes"
            // A team has no code.
            ? await gateway.Read<Page<FoundFirm>>($"{Of(query, ("limit", "50"))}&creditCode=", cancellation)
            : tooShort || (asked.Length == 0 && held is null)
            ? null
            : await gateway.Read<Page<FoundFirm>>(Of(query, (IsCode(asked) ? "creditCode" : "name", asked), ("stage", held)), cancellation);
        return PageSetup.Page<FirmSearchPage>(new { Asked = asked, Query = query, TooShort = tooShort, Found = found, Rules = await ladders.Read(cancellation) });
    }

    private static string Of(FirmsQuery query, params (string, string?)[] what) =>
        Urls.Query("api/ladder/v1/firms", [.. what, ("asOf", query.AsOf), ("knownOn", query.KnownOn), ("after", query.After)]);

    // GB 32100: 18 digits and capital letters.
    private static bool IsCode(string text) => text.Length == 18 && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));
}

/// <summary>Which firms are looked for: by name or code, by stage, of which day, as known on which; empty for today.</summary>
/// <param name="Teams">yes for teams alone.</param>
/// <param name="After">Where the list goes on.</param>
public sealed record FirmsQuery(string? Q, string? Stage, string? Teams, string? AsOf, string? KnownOn, string? After);
