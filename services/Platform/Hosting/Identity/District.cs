using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>For which district (tenant) a request acts.</summary>
public static class District
{
    /// <summary>Name of the HTTP header that selects one of the token's districts.</summary>
    public const string Header = "District";

    /// <summary>The division code of six digits. Without the header it is the token's only district; with it, one that the token lists, or any for role
    /// service. Refuses with <c>district.ambiguous</c> (several, and no header chooses), <c>district.missing</c> (none, and no header) and
    /// <c>district.forbidden</c>.</summary>
    public static string Of(HttpContext http, Person person)
    {
        var chosen = http.Request.Headers[Header].ToString();
        if (chosen.Length == 0)
            return person.Districts switch
            {
                [var only] => only,
                [] => throw new RuleBroken("district.missing"),
                _ => throw new RuleBroken("district.ambiguous", new { districts = person.Districts }),
            };
        if (person.Districts.Contains(chosen, StringComparer.Ordinal) || (person.Is(Roles.Service) && IsCode(chosen)))
            return chosen;
        throw new RuleBroken("district.forbidden", new { district = chosen });
    }

    /// <summary>A district that the caller may not name is refused before anything else of the request is looked at.</summary>
    internal static void Check(HttpContext http)
    {
        if (http.User.Identity is { IsAuthenticated: true } && http.Request.Headers.ContainsKey(Header))
            _ = Of(http, Person.Of(http.User));
    }

    private static bool IsCode(string text) => text.Length == 6 && text.All(char.IsAsciiDigit);
}
