using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Published;

/// <summary>What is done about something that is published: its figures are confirmed with a document, and a pool's partner pays in.</summary>
internal static class PublishedActs
{
    public static readonly Act<PublishedThing>[] All =
    [
        new("confirm-figure", "confirmations", (thing, reader) => thing.Unconfirmed.Length > 0 && reader.Person.Is(Roles.Policy),
            (thing, reader) =>
            [
                new("figure", Kinds.Choice, reader["published.figure"]) { Options = Option.Of(thing.Unconfirmed, word => reader.Word("published.figure", word)) },
                new("documentRef", Kinds.Line, reader["field.reference"]), new("of", Kinds.Hidden, "") { Value = $"{thing.Version}" },
            ],
            form => Fields.Whole(form.Text("of")) is { } version
                ? new { version, figure = form.Text("figure"), documentRef = form.Text("documentRef") } : new { figure = form.Text("figure"), documentRef = form.Text("documentRef") }),
        new("contribute", "contributions", (thing, reader) => thing.Balances is { Length: > 0 } && reader.Works,
            (thing, reader) =>
            [
                new("partner", Kinds.Choice, reader["published.partner"]) { Options = Option.Of((thing.Balances ?? []).Select(one => one.PartnerId), id => id) },
                new("amount", Kinds.Number, reader["field.amount"]), new("contributionRef", Kinds.Line, reader["field.payment"]) { Longest = 64 }, On("paidOn", reader),
            ],
            form => new
            {
                partnerId = form.Text("partner"), amount = form.Number("amount") ?? 0, contributionRef = form.Text("contributionRef"), paidOn = form.Text("paidOn"),
            }),
    ];
}
