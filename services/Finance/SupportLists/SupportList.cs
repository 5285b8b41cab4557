using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.SupportLists;

/// <summary>What the commands on the support list share, and the list as it is read.</summary>
internal static class SupportList
{
    /// <summary>The name by which a product's criteria ask for it, among the stages.</summary>
    public const string Code = "support-list";

    /// <summary>The firm's present time on the list; null where it is not on it.</summary>
    public static Holding? Of(FirmAccount account) => account.Holdings.FirstOrDefault(h => h.Kind == HoldingKind.Support && h.Until is null);

    /// <summary>A reason as JSON writes it.</summary>
    public static string Word<T>(T reason) where T : struct, Enum => char.ToLowerInvariant($"{reason}"[0]) + $"{reason}"[1..];

    /// <returns>How many firms changed.</returns>
    /// <exception cref="RuleBroken"><c>support.firms</c>, and whatever <paramref name="decide"/> refuses: then nothing is changed.</exception>
    public static async Task<int> Change(
        CommandContext context, Accounts accounts, string[] firmIds, Func<string, FirmAccount?, object[]> decide, CancellationToken cancellation)
    {
        if (firmIds.Length is 0 or > ListFirms.Most || firmIds.Distinct(StringComparer.Ordinal).Count() < firmIds.Length)
            throw new RuleBroken("support.firms", new { most = ListFirms.Most });
        var changed = 0;
        foreach (var id in firmIds.Order(StringComparer.Ordinal))
        {
            await accounts.Change(context.Session, id, (account, _) =>
            {
                var happened = decide(id, account);
                changed += happened.Length;
                return happened;
            }, cancellation);
        }
        return changed;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/support-list", Read).IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor);

    /// <param name="asOf">The list as it stood on a day, as now known; today when it is not given.</param>
    /// <param name="after">Id of the last firm of the page before.</param>
    private static async Task<Reply> Read(QueryContext context, CancellationToken cancellation, DateOnly? asOf = null, string? after = null, int? limit = null)
    {
        var (day, most) = (asOf ?? context.Today, Paging.Most(limit));
        var found = await context.Session.QueryAsync<FirmAccount>(
            """
            where tenant_id = ? and id > ? and exists (select from jsonb_array_elements(data -> 'holdings') h
                where h ->> 'kind' = 'support' and h ->> 'from' <= ? and (h ->> 'until' is null or h ->> 'until' > ?))
            order by id limit ?
            """, cancellation, context.Tenant, FirmAccount.Key(after ?? ""), $"{day:O}", $"{day:O}", most + 1);
        return Reply.Ok(Paging.Page(found, most, account => account.FirmId, account =>
        {
            var on = account.Holdings.Last(h => h.Kind == HoldingKind.Support && h.On(day));
            return new { firmId = account.FirmId, account.CreditCode, account.LegalName, on.From, reason = on.Start.Reason, on.Until, exit = on.End?.Reason };
        }));
    }
}
