using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Consents;

/// <summary>A firm lets a bank be told about it. The firm gives it itself, or a case worker enters the signed paper with its hash.</summary>
/// <param name="DataScopes">What may be told: <c>eligibility</c>.</param>
/// <param name="To">Last day.</param>
/// <param name="DocumentHash">SHA-256 of the paper, 64 hexadecimal digits, <c>sha256:</c> before it allowed.</param>
public sealed record GiveConsent(
    string FirmId, string BankId, string[] DataScopes, FreeText Purpose, DateOnly From, DateOnly To, string Method, string? DocumentHash = null)
{
    internal static object[] Decide(GiveConsent command, FirmAccount? account, Catalogue catalogue, Person person, DateOnly today)
    {
        if (account is null)
            throw new RuleBroken("firm.unknown", new { firmId = command.FirmId });
        if (catalogue.Bank(command.BankId) is null)
            throw new RuleBroken("bank.unknown", new { bankId = command.BankId });
        if (command.DataScopes.Length == 0 || command.DataScopes.Any(s => s != Consent.Eligibility))
            throw new RuleBroken("consent.scope-unknown", new { known = new[] { Consent.Eligibility } });
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
                command.BankId, command.DataScopes, command.Purpose, command.From, command.To, person.Subject, command.Method, command.DocumentHash),
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
        && consent.Purpose.Text == command.Purpose.Text;
}
