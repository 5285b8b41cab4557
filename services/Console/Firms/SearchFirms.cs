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

    private static async Task<IResult> Show(string? q, string? stage, string? teams, string? after, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var asked = q?.Trim() ?? "";
        var held = string.IsNullOrEmpty(stage) ? null : stage;
        // One character is in the names of nearly all.
        var tooShort = asked.Length == 1;
        var found = teams == "yes"
            // A team has no code.
            ? await gateway.Read<Page<FoundFirm>>($"{Urls.Query("api/ladder/v1/firms", ("after", after))}{(after is null ? '?' : '&')}creditCode=", cancellation)
            : tooShort || (asked.Length == 0 && held is null)
            ? null
            : await gateway.Read<Page<FoundFirm>>(
                Urls.Query("api/ladder/v1/firms", (IsCode(asked) ? "creditCode" : "name", asked), ("stage", held), ("after", after)), cancellation);
        return PageSetup.Page<FirmSearchPage>(new { Asked = asked, Stage = held, TooShort = tooShort, Found = found, Rules = await ladders.Read(cancellation) });
    }

    // GB 32100: 18 digits and capital letters.
    private static bool IsCode(string text) => text.Length == 18 && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));
}
