using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Banks;

/// <summary>A loan and the risk pools that may cover it.</summary>
public sealed record LoanFile(LoanView Loan, IReadOnlyList<RiskPool> Pools)
{
    /// <summary>The claim for its default; null for none.</summary>
    public PoolClaim? Claim => Loan.Claim is { } made ? Pools.FirstOrDefault(pool => pool.Id == made.PoolId)?.Claims.FirstOrDefault(claim => claim.Id == made.ClaimId) : null;
}

/// <summary>What a bank puts right of its reports and claims for a default, and what the commission does about a claim or a loan whose basis was corrected.</summary>
internal static class LoanActs
{
    private const string Claim = "/api/finance/v1/risk-pools/{pool}/claims/{claim}";

    public static readonly Act<LoanFile>[] All =
    [
        new("correct-terms", "corrections", Corrects,
            (file, reader) =>
            [
                new("principal", Kinds.Number, reader["bank.loan.principal"]) { Value = Plain(file.Loan.Terms.Principal) },
                new("rate", Kinds.Number, reader["bank.loan.rate"]) { Value = Plain(file.Loan.Terms.Rate * 100) },
                new("premium", Kinds.Number, reader["field.premium"]) { Value = file.Loan.Terms.Premium is { } premium ? Plain(premium) : null, Required = false },
                new("startOn", Kinds.Day, reader["field.startOn"]) { Value = $"{file.Loan.Terms.StartOn:yyyy-MM-dd}" },
                new("endOn", Kinds.Day, reader["field.endOn"]) { Value = $"{file.Loan.Terms.EndOn:yyyy-MM-dd}" }, Reason(reader),
            ],
            form => new
            {
                report = "terms", reason = form.Text("reason"),
                terms = new
                {
                    principal = form.Number("principal") ?? 0, startOn = form.Text("startOn"), endOn = form.Text("endOn"), rate = (form.Number("rate") ?? -100) / 100,
                    premium = form.Number("premium"),
                },
            }),
        new("undo-repayment", "corrections", (file, reader) => Corrects(file, reader) && file.Loan.Repayments.Length > 0,
            (file, reader) => [new("repayment", Kinds.Choice, reader["bank.repayment.ref"]) { Options = Option.Of(file.Loan.Repayments.Select(paid => paid.Ref), paid => paid) }, Reason(reader)],
            form => new { report = "repayment", reason = form.Text("reason"), repaymentRef = form.Text("repayment") }),
        new("undo-default", "corrections", (file, reader) => Corrects(file, reader) && file.Loan.DefaultedOn is not null,
            (_, reader) => [Reason(reader)], form => new { report = "default", reason = form.Text("reason") }),
        new("undo-loan", "corrections", Corrects, (_, reader) => [Reason(reader)], form => new { report = "loan", reason = form.Text("reason") }),
        new("claim", "/api/finance/v1/risk-pools/{pool}/claims", (file, reader) => file.Loan is { State: "defaulted", Claim: null } && file.Pools.Count > 0 && reader.Person.Is(Roles.Bank),
            (file, reader) =>
            [
                new("pool", Kinds.Choice, reader["field.pool"]) { Options = [.. file.Pools.Select(pool => new Option(pool.Id, reader.Either(pool.NameZh, pool.NameEn)))] },
                new("amount", Kinds.Number, reader["field.amount"]) { Value = Plain(file.Loan.Outstanding) }, new("loan", Kinds.Hidden, "") { Value = file.Loan.Id },
            ],
            form => new { loanId = form.Text("loan"), amount = form.Number("amount") ?? 0 }),
        new("propose-compensation", $"{Claim}/proposal", (file, reader) => file.Claim is { State: "claimed" or "proposed" } && reader.Works,
            (file, reader) => [.. Of(file), new("amount", Kinds.Number, reader["field.amount"]) { Value = file.Claim is { } claim ? Plain(claim.Amount) : null }, Reason(reader)],
            form => new { amount = form.Number("amount") ?? 0, reason = form.Text("reason") }),
        new("approve-compensation", $"{Claim}/approval",
            (file, reader) => file.Claim is { State: "proposed" } claim && reader.Person.Is(Roles.Supervisor) && claim.ProposedBy != reader.Person.Subject,
            (file, _) => Of(file), _ => new { }),
        new("refuse-compensation", $"{Claim}/refusal", (file, reader) => file.Claim is { State: "claimed" or "proposed" } && reader.Person.Is(Roles.Supervisor),
            (file, reader) => [.. Of(file), Reason(reader)], form => new { reason = form.Text("reason") }),
        new("pay-compensation", $"{Claim}/payment", (file, reader) => file.Claim is { State: "approved" } && reader.Works,
            (file, reader) => [.. Of(file), new("paymentRef", Kinds.Line, reader["field.payment"]) { Longest = 64 }, On("paidOn", reader)],
            form => new { paymentRef = form.Text("paymentRef"), paidOn = form.Text("paidOn") }),
        new("recover-compensation", $"{Claim}/recoveries", (file, reader) => file.Claim is { State: "paid" } && reader.Works,
            (file, reader) =>
                [.. Of(file), new("recoveryRef", Kinds.Line, reader["field.payment"]) { Longest = 64 }, new("recovered", Kinds.Number, reader["field.amount"]), On("receivedOn", reader)],
            form => new { recoveryRef = form.Text("recoveryRef"), recovered = form.Number("recovered") ?? 0, receivedOn = form.Text("receivedOn") }),
        new("decide-demand", $"{Claim}/demand", (file, reader) => file.Claim?.RecoveryDue is not null && reader.Person.Is(Roles.Supervisor),
            (file, reader) =>
            [
                .. Of(file), new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(Outcomes(file), word => reader.Word("demand", word)) },
                new("amount", Kinds.Number, reader["field.amount"]) { Value = file.Claim is { PaidOn: not null, RecoveryDue: { } due } ? Plain(due.Amount) : null, Required = false },
                Reason(reader), new("documentRef", Kinds.Line, reader["field.reference"]),
            ],
            form => new
            {
                outcome = form.Text("outcome"), reason = form.Text("reason"), documentRef = form.Text("documentRef"),
                amount = form.Text("outcome") == "recover" ? form.Number("amount") : null,
            }),
        new("receive-demand", $"{Claim}/demand/payments", (file, reader) => file.Claim is { Owed: > 0 } && reader.Works,
            (file, reader) =>
            [
                .. Of(file), new("paymentRef", Kinds.Line, reader["field.payment"]) { Longest = 64 },
                new("amount", Kinds.Number, reader["field.amount"]) { Value = file.Claim is { } claim ? Plain(claim.Owed) : null }, On("receivedOn", reader),
            ],
            form => new { paymentRef = form.Text("paymentRef"), amount = form.Number("amount") ?? 0, receivedOn = form.Text("receivedOn") }),
        new("review-basis", "basis-reviews", (file, reader) => file.Loan.BasisCorrected is not null && reader.Works,
            (_, reader) =>
            [
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["noted", "raisedWithBank"], word => reader.Word("basis-review", word)) },
                Reason(reader), new("documentRef", Kinds.Line, reader["field.reference"]),
            ],
            form => new { outcome = form.Text("outcome"), reason = form.Text("reason"), documentRef = form.Text("documentRef") }),
    ];

    // What was claimed for is corrected no more.
    private static bool Corrects(LoanFile file, Reader reader) => reader.Person.Is(Roles.Bank) && file.Loan is { State: not "withdrawn", Claim: null };

    private static string[] Outcomes(LoanFile file) => file.Claim?.PaidOn is null ? ["cancel", "waive"] : ["recover", "waive"];

    private static Field[] Of(LoanFile file) =>
        [new("pool", Kinds.Hidden, "") { Value = file.Loan.Claim?.PoolId }, new("claim", Kinds.Hidden, "") { Value = file.Loan.Claim?.ClaimId }];

    private static Field Reason(Reader reader) => new("reason", Kinds.Line, reader["field.cause"]);
}
