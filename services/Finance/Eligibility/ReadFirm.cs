using Cultivation.Finance.Consents;
using Cultivation.Finance.Feeds;
using Cultivation.Hosting;

namespace Cultivation.Finance.Eligibility;

/// <summary>A firm as Finance knows it: what it holds, for what it is eligible, whom it has given consent, and what banks were told.</summary>
internal static class ReadFirm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}", Handle)
        .IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor, Roles.Firm);

    internal static object View(Consent consent) => new { consent.BankId, dataScopes = consent.Scopes, consent.Purpose, consent.From, consent.To, consent.EndedOn };

    private static async Task<Reply> Handle(string id, QueryContext context, Epoch epoch, CancellationToken cancellation)
    {
        FirmAccess.Check(context.Person, id);
        var account = await context.Session.LoadAsync<FirmAccount>(FirmAccount.Key(id), cancellation) ?? throw new RuleBroken("firm.unknown", new { firmId = id });
        await context.Session.ShowTexts(account.Consents, cancellation);
        var told = await context.Session.QueryAsync<Told>(
            "select json_build_object('bankId', e.bank_id, 'position', e.position, 'entry', v.data) from finance.entries e "
            + "join events.mt_events v on v.tenant_id = e.tenant_id and v.stream_id = 'feed:' || e.bank_id and v.version = e.position "
            + "where e.tenant_id = ? and e.firm_id = ? order by e.disclosure", cancellation, context.Tenant, id);
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
            told = told.Select(t => View(t, inEpoch)),
        }, account.Version);
    }

    private static object View(Told told, int epoch) => new
    {
        told.BankId,
        cursor = new Cursor(epoch, told.Position).ToString(),
        type = BankEvent.Type(told.Entry.Kind),
        product = told.Entry.Product?.Code,
        told.Entry.EffectiveOn,
        told.Entry.RecordedAt,
        told.Entry.Supersedes,
    };

    private sealed record Told(string BankId, long Position, FeedEntry Entry);
}
