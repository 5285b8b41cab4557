using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Consents;

/// <summary>
/// A firm lets a bank be told about it. The firm gives it itself, or a case worker enters the signed paper with its hash. Given again with another scope it takes
/// the place of the one before: of a product that it leaves out the bank is told that coverage has ended, and then nothing.
/// </summary>
/// <param name="DataScopes">What may be told: <c>eligibility</c>, and where the firm wants it <c>criteria</c>: by what the criteria are met, with the figures.</param>
/// <param name="Purpose">What the bank may use it for, in the words of the paper or as <c>loan</c>, <c>guarantee</c>, <c>postLoan</c>, <c>riskCompensation</c>.</param>
/// <param name="To">Last day.</param>
/// <param name="DocumentHash">SHA-256 of the paper, 64 hexadecimal digits, <c>sha256:</c> before it allowed.</param>
/// <param name="Products">Codes of the products of which the bank may be told; none given: all that it offers, later ones too.</param>
public sealed record GiveConsent(
    string FirmId, string BankId, string[] DataScopes, FreeText Purpose, DateOnly From, DateOnly To, string Method, string? DocumentHash = null, string[]? Products = null)
{
    internal static object[] Decide(GiveConsent command, FirmAccount? account, Catalogue catalogue, Person person, DateOnly today)
    {
        if (account is null)
            throw new RuleBroken("firm.unknown", new { firmId = command.FirmId });
        if (catalogue.Bank(command.BankId) is null)
            throw new RuleBroken("bank.unknown", new { bankId = command.BankId });
        if (!command.DataScopes.Contains(Consent.Eligibility) || command.DataScopes.Except(Consent.Known).Any())
            throw new RuleBroken("consent.scope-unknown", new { known = Consent.Known });
        if (command.Products is { } products && (products.Length == 0 || products.Except(catalogue.Products.Select(p => p.Code)).Any()))
            throw new RuleBroken("consent.product-unknown", new { known = catalogue.Products.Select(p => p.Code).ToArray() });
        if (string.IsNullOrWhiteSpace(command.Purpose.Text) || string.IsNullOrWhiteSpace(command.Method))
            throw new RuleBroken("consent.purpose-missing");
        Require.Id(command.Method, nameof(Method));
        if (command.To < command.From || command.To < today)
            throw new RuleBroken("consent.period-over");
        if (command.From > today)
            throw new RuleBroken("consent.not-yet", new { from = command.From });
        if (command.DocumentHash is { } hash ? !Require.IsHash(hash) : !person.Is(Roles.Firm))
            throw new RuleBroken("consent.document-missing");
        return IsGiven(command, account) ? [] :
        [
            new ConsentGranted(
                command.BankId, command.DataScopes, command.Purpose, command.From, command.To, person.Subject, command.Method, command.DocumentHash,
                command.Products),
        ];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/consents", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Firm);

    private static async Task<Reply> Handle(GiveConsent command, CommandContext context, Accounts accounts, CancellationToken cancellation)
    {
        FirmAccess.Check(context.Person, command.FirmId);
        await context.Session.ShowTexts((await accounts.Open(context.Session, command.FirmId, cancellation))?.ConsentTo(command.BankId), cancellation);
        var account = await accounts.Change(
            context.Session, command.FirmId, (known, catalogue) => Decide(command, known, catalogue, context.Person, context.Today), cancellation);
        return Reply.Created($"/v1/firms/{command.FirmId}", ReadFirm.View(account.ConsentTo(command.BankId)!), account.Version);
    }

    private static bool IsGiven(GiveConsent command, FirmAccount account) =>
        account.ConsentTo(command.BankId) is { EndedOn: null } consent && consent.From == command.From && consent.To == command.To
        && consent.Purpose.Text == command.Purpose.Text && consent.Scopes.ToHashSet().SetEquals(command.DataScopes) && SameProducts(consent.Products, command.Products);

    private static bool SameProducts(string[]? one, string[]? other) => one is null || other is null ? one == other : one.ToHashSet().SetEquals(other);
}
