using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Banks;

/// <summary>Replaces a bank's agreement: other products, or another period.</summary>
/// <param name="To">Last day of the agreement.</param>
public sealed record RenewAgreement(string AgreementRef, string[] Products, DateOnly From, DateOnly To)
{
    internal static object[] Decide(RenewAgreement command, Bank bank, Catalogue catalogue, string district, string subscriptionId)
    {
        Check(command, catalogue);
        return command.IsThatOf(bank) ? [] : [command.Subscribed(bank.BankId, district, subscriptionId)];
    }

    internal static void Check(RenewAgreement command, Catalogue catalogue)
    {
        if (string.IsNullOrWhiteSpace(command.AgreementRef))
            throw new RuleBroken("bank.agreement-missing");
        if (command.To < command.From)
            throw new RuleBroken("bank.period-reversed");
        if (command.Products.Length == 0)
            throw new RuleBroken("bank.products-missing");
        var unknown = command.Products.Except(catalogue.Products.Select(p => p.Code), StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            throw new RuleBroken("bank.product-unknown", new { products = unknown });
    }

    internal bool IsThatOf(Bank bank) =>
        bank.Agreement is { } a && a.Ref == AgreementRef && a.From == From && a.To == To && a.Products.SequenceEqual(Products);

    internal BankSubscribed Subscribed(string bankId, string district, string subscriptionId) =>
        new(bankId, subscriptionId, ["eligibility"], Products, district, From, To, AgreementRef);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/banks/{id}/agreements", Handle).IsEdit(Roles.Policy, Roles.Supervisor, Roles.Operator);

    private static async Task<Reply> Handle(RenewAgreement command, string id, CommandContext context, Catalogues catalogues, CancellationToken cancellation)
    {
        var catalogue = (await catalogues.Now(context.Session, cancellation)).Catalogue;
        if (catalogue.Bank(id) is null)
            throw new RuleBroken("bank.unknown", new { bankId = id });
        var stream = await context.Session.Events.FetchForWriting<Bank>(Bank.Key(id), context.ExpectedVersion, cancellation);
        var bank = stream.Aggregate!;
        var happened = Decide(command, bank, catalogue, context.Tenant, context.NewId());
        if (happened.Length > 0)
        {
            stream.AppendMany(happened);
            Catalogues.Touch(context.Session);
            bank = bank.Evolve(happened[0]) with { Version = bank.Version + 1 };
        }
        return Reply.Ok(await ReadBanks.View(context.Session, bank, context.Today, cancellation), bank.Version);
    }
}
