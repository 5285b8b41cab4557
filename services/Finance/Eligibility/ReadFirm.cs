using Cultivation.Finance.Consents;
using Cultivation.Finance.Feeds;
using Cultivation.Hosting;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// A firm as Finance knows it: what it holds, for what it is eligible, whom it has given consent, and what banks were told: the newest hundred entries, each with
/// every way in which it was handed over.
/// </summary>
internal static class ReadFirm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}", Handle)
        .IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor, Roles.Firm);

    internal static object View(Consent consent) => new { consent.BankId, dataScopes = consent.Scopes, consent.Products, consent.Purpose, consent.From, consent.To, consent.EndedOn };

    /// <param name="toldBefore">Only what was told before the entry that the member <c>toldBefore</c> of an answer names.</param>
    private static async Task<Reply> Handle(string id, QueryContext context, Epoch epoch, CancellationToken cancellation, long? toldBefore = null)
    {
        FirmAccess.Check(context.Person, id);
        var account = await context.Session.LoadAsync<FirmAccount>(FirmAccount.Key(id), cancellation) ?? throw new RuleBroken("firm.unknown", new { firmId = id });
        await context.Session.ShowTexts(account.Consents, cancellation);
        var (told, earlier) = await ToldOfFirm.Read(context.Session, id, toldBefore, cancellation);
        var inEpoch = await epoch.Value(cancellation);
        return Reply.Ok(new
        {
            id,
            account.CreditCode,
            account.LegalName,
            gone = account.Gone is { } gone ? new { gone.On, basis = gone.By } : null,
            holdings = account.Holdings.Select(h => new { h.Kind, id = h.Key, h.Code, h.From, h.Until, h.Start, h.End }),
            eligibility = account.Claims.Select(c => new
            {
                product = c.ProductCode, eligible = c.Until is null, c.From, c.Until, c.Corrected, basis = c.End ?? c.Start,
            }),
            consents = account.Consents.Select(View),
            told = told.Select(t => View(t, inEpoch, t.IsWithheld(account, context.Today))),
            toldBefore = earlier,
        }, account.Version);
    }

    private static object View(ToldOfFirm told, int epoch, bool withheld) => new
    {
        told.BankId,
        cursor = new Cursor(epoch, told.Position).ToString(),
        type = BankEvent.Type(told.Entry.Kind),
        product = told.Entry.Product?.Code,
        told.Entry.EffectiveOn,
        told.Entry.RecordedAt,
        told.Entry.Supersedes,
        told.Entry.Criteria,
        withheld,
        told.HandedOver,
    };
}
