using System.Globalization;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>Does what a form of the channels' page asks for. Each is a command of Finance.</summary>
internal static class SetChannels
{
    /// <summary>Path of the command below the bank, its body from the form, and whether its answer is shown. The names are those of the forms' addresses.</summary>
    private static readonly Dictionary<string, (string Path, Func<IFormCollection, object> Body, bool Shows)> Acts = new(StringComparer.Ordinal)
    {
        ["address"] = ("/webhook", form => new { address = form.Text("address") ?? "", after = form.Text("after") }, true),
        ["secret"] = ("/webhook/secrets", form => new { overlapHours = Fields.Whole(form["hours"]) }, true),
        ["disable"] = ("/webhook/disabling", form => new { reason = form.Text("reason") ?? "" }, false),
        ["enable"] = ("/webhook/enabling", _ => new { }, false),
        ["test"] = ("/webhook/tests", _ => new { }, true),
        ["test-amqp"] = ("/queue/tests", _ => new { }, true),
        ["password"] = ("/amqp-credentials", _ => new { }, true),
        ["replay-webhook"] = ("/webhook/replays", Range, false),
        ["replay-amqp"] = ("/queue/replays", Range, false),
    };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/channels/{act}", Do).For(Roles.Bank);

    private static async Task<IResult> Do(string id, string act, IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        // The form of a replay names its channel.
        if (!Acts.TryGetValue(act == "replay" ? $"replay-{form["channel"]}" : act, out var command))
            return Results.NotFound();
        try
        {
            var answer = await gateway.Send<ShownOnce>(BankRoutes.Of(id, command.Path), command.Body(form), form["key"]!, null, cancellation);
            return command.Shows
                ? await ShowChannels.Page(id, answer.Value, null, null, gateway, cancellation)
                : Results.LocalRedirect($"/banks/{Urls.Part(id)}/channels?said=bank-{act}");
        }
        catch (Refused refused) when (BankRoutes.IsShown(refused))
        {
            return await ShowChannels.Page(id, null, refused.Problem, form, gateway, cancellation);
        }
    }

    private static object Range(IFormCollection form) => new { after = form.Text("after") ?? "", through = form.Text("through") ?? "" };
}
