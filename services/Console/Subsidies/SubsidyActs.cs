using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Subsidies;

/// <summary>What the commission does about a subsidy, from the notice to the payment, and where what it rested on did not stand.</summary>
internal static class SubsidyActs
{
    public static readonly Act<SubsidyView>[] All =
    [
        new("send-notice", "notices", (subsidy, _) => subsidy.State is "proposed" or "notified",
            (_, reader) => [new("channel", Kinds.Choice, reader["field.channel"]) { Options = Option.Of(["platform", "letter", "sms", "email", "inPerson"], word => reader.Word("notice-channel", word)) }],
            form => new { channel = form.Text("channel") }),
        new("record-receipt", "receipts", (subsidy, _) => subsidy.State == "notified", (_, reader) => [On("receivedOn", reader), Hash(reader)],
            form => new { receivedOn = form.Text("receivedOn"), documentHash = form.Text("documentHash") }),
        new("confirm-account", "confirmations", (subsidy, _) => subsidy.State is "notified" or "received" or "givenUp",
            (_, reader) =>
            [
                Line("holderName", reader), Line("bankName", reader), Line("accountNo", reader), On("confirmedOn", reader), Hash(reader),
            ],
            form => new
            {
                holderName = form.Text("holderName"), bankName = form.Text("bankName"), accountNo = form.Text("accountNo"), confirmedOn = form.Text("confirmedOn"),
                documentHash = form.Text("documentHash"),
            }),
        new("approve-subsidy", "approval", (subsidy, reader) => subsidy.State == "confirmed" && reader.Person.Is(Roles.Supervisor) && subsidy.ProposedBy != reader.Person.Subject,
            (_, _) => [], _ => new { }),
        new("pay-subsidy", "payments", (subsidy, _) => subsidy.State == "approved", (_, reader) => [Line("paymentRef", reader), On("paidOn", reader)],
            form => new { paymentRef = form.Text("paymentRef"), paidOn = form.Text("paidOn") }),
        new("decide-recovery", "recovery", (subsidy, reader) => subsidy.RecoveryDue is not null && reader.Person.Is(Roles.Supervisor),
            (subsidy, reader) =>
            [
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["recover", "waive", "cancel"], word => reader.Word("recovery", word)) },
                new("amount", Kinds.Number, reader["field.amount"]) { Required = false, Value = subsidy.RecoveryDue is { } due ? Plain(due.Amount) : null },
                Reason(reader), new("documentRef", Kinds.Line, reader["field.reference"]),
            ],
            form => new
            {
                outcome = form.Text("outcome"), reason = form.Text("reason"), documentRef = form.Text("documentRef"), amount = form.Text("outcome") == "recover" ? form.Number("amount") : null,
            }),
        new("erase-account", "account/erasure", (subsidy, reader) => subsidy.AccountEnding is not null && reader.Person.Is(Roles.Supervisor),
            (_, reader) => [Line("requestRef", reader)], form => new { requestRef = form.Text("requestRef") }),
    ];

    private static Field Line(string name, Reader reader) => new(name, Kinds.Line, reader[$"field.{name}"]);

    private static Field Hash(Reader reader) => new("documentHash", Kinds.Line, reader["field.hash"]) { Longest = 64 };
}
