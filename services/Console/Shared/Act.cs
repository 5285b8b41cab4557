using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cultivation.Console.Shared;

/// <summary>An act that a page offers: its form, and the command that the form becomes. The service alone decides whether it may be done.</summary>
/// <typeparam name="T">What the page knows of the thing that is acted on.</typeparam>
/// <param name="Name">In the form's address; its text is <c>act.{name}</c>.</param>
/// <param name="Path">Of the command below the thing, or from the gateway's root where it begins with a slash; <c>{field}</c> stands for a field of the form.</param>
/// <param name="Offered">It is shown at all.</param>
public sealed partial record Act<T>(
    string Name, string Path, Func<T, Reader, bool> Offered, Func<T, Reader, IEnumerable<Field>> Fields, Func<IFormCollection, object> Body)
{
    /// <summary>Sends the command.</summary>
    /// <param name="thing">The gateway's path of the thing, as <c>api/ladder/v1/firms/12</c>.</param>
    /// <returns>What the service answers.</returns>
    /// <exception cref="Refused">It was not done.</exception>
    public async Task<JsonElement> Do(string thing, IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        var path = Named().Replace(Path, found => Urls.Part(form.Text(found.Groups["field"].Value) ?? "-"));
        var answer = await gateway.Send<JsonElement>(path.StartsWith('/') ? path[1..] : $"{thing}/{path}", Body(form), form["key"]!, form.Text("version"), cancellation);
        return answer.Value;
    }

    [GeneratedRegex(@"\{(?<field>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}

/// <summary>The acts of a page.</summary>
internal static class ActsOfPage
{
    /// <summary>Does what a form asks for and leads on; a refusal is shown on the form's page, with what was written.</summary>
    /// <param name="name">Of the act.</param>
    /// <param name="thing">The gateway's path of the thing.</param>
    /// <param name="done">The page that says that it was done.</param>
    /// <param name="page">The form's page.</param>
    public static Task<IResult> Do<T>(
        this IEnumerable<Act<T>> acts, string name, string thing, IFormCollection form, Gateway gateway, string done, Func<Problem, TriedAct, Task<IResult>> page,
        CancellationToken cancellation) => acts.Do(name, thing, form, gateway, _ => done, page, cancellation);

    /// <summary>The same, and what the service answers says where it leads.</summary>
    public static async Task<IResult> Do<T>(
        this IEnumerable<Act<T>> acts, string name, string thing, IFormCollection form, Gateway gateway, Func<JsonElement, string> done,
        Func<Problem, TriedAct, Task<IResult>> page, CancellationToken cancellation)
    {
        if (acts.FirstOrDefault(one => one.Name == name) is not { } act)
            return Results.NotFound();
        try
        {
            return Results.LocalRedirect(done(await act.Do(thing, form, gateway, cancellation)));
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await page(refused.Problem, new(name, form));
        }
    }
}
