using System.Text.RegularExpressions;
using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Banks;

/// <summary>Registers a partner bank with its agreement; its virtual host and queue are then made by themselves, its user with the first password.</summary>
/// <param name="To">Last day of the agreement.</param>
public sealed partial record RegisterBank(string Id, string NameZh, string NameEn, string AgreementRef, string[] Products, DateOnly From, DateOnly To)
{
    internal static object[] Decide(RegisterBank command, Bank? bank, Catalogue catalogue, string district, string subscriptionId)
    {
        if (!IsId(command.Id))
            throw new RuleBroken("bank.id-malformed");
        if (string.IsNullOrWhiteSpace(command.NameZh) || string.IsNullOrWhiteSpace(command.NameEn))
            throw new RuleBroken("bank.name-missing");
        var agreement = new RenewAgreement(command.AgreementRef, command.Products, command.From, command.To);
        RenewAgreement.Check(agreement, catalogue);
        if (bank is null)
            return [new BankRegistered(command.Id, command.NameZh, command.NameEn), agreement.Subscribed(command.Id, district, subscriptionId)];
        return bank.NameZh == command.NameZh && bank.NameEn == command.NameEn && agreement.IsThatOf(bank)
            ? []
            : throw new RuleBroken("bank.id-taken", new { bankId = command.Id });
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks", Handle).IsCommand(Roles.Policy, Roles.Supervisor, Roles.Operator);

    private static async Task<Reply> Handle(RegisterBank command, CommandContext context, Catalogues catalogues, CancellationToken cancellation)
    {
        var catalogue = (await catalogues.Now(context.Session, cancellation)).Catalogue;
        var stream = await context.Session.Events.FetchForWriting<Bank>(Bank.Key(command.Id), cancellation);
        var happened = Decide(command, stream.Aggregate, catalogue, context.Tenant, context.NewId());
        if (happened.Length == 0)
            return Reply.Ok(await ReadBanks.View(context.Session, stream.Aggregate!, context.Today, cancellation), stream.Aggregate!.Version);
        stream.AppendMany(happened);
        Catalogues.Touch(context.Session);
        context.Session.QueueSqlCommand("insert into finance.deliveries (tenant_id, bank_id) values (?, ?)", context.Tenant, command.Id);
        var bank = happened.Aggregate(new Bank(), (state, one) => state.Evolve(one)) with { Version = happened.Length };
        return Reply.Created($"/v1/banks/{command.Id}", await ReadBanks.View(context.Session, bank, context.Today, cancellation), bank.Version);
    }

    /// <summary>Whether a text can be part of names on the broker and in addresses.</summary>
    internal static bool IsId(string text) => Ids().IsMatch(text);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,30}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Ids();
}
