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
    /// <exception cref="Refused">It was not done.</exception>
    public Task Do(string thing, IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        var path = Named().Replace(Path, found => Urls.Part(form.Text(found.Groups["field"].Value) ?? "-"));
        return gateway.Send<object>(path.StartsWith('/') ? path[1..] : $"{thing}/{path}", Body(form), form["key"]!, form.Text("version"), cancellation);
    }

    [GeneratedRegex(@"\{(?<field>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
