using Cultivation.Finance.Feeds;
using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.Eligibility;

/// <summary>What banks were told of a firm that rested on one recognition: by it, or by a stage that rests on it.</summary>
/// <param name="Basis">The event of the ladder that the notice named.</param>
/// <param name="Cursor">Where it stands in the bank's feed; null where it is not copied yet.</param>
/// <param name="ToldUntil">First day without eligibility, as the same bank was told later; null while it believes the notice to stand.</param>
/// <param name="Corrected">That was told as a correction, not as an end.</param>
internal sealed record RelyingNotice(
    string BankId, string? Cursor, string Product, DateOnly EligibleFrom, Basis Basis, DateTimeOffset RecordedAt, DateOnly? ToldUntil, bool Corrected);

/// <summary>The part of a recognition's blast radius that Finance knows (DOMAIN 4, no. 20 and 25).</summary>
internal static class ReadDisclosures
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/disclosures", Handle)
        .IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor);

    private static async Task<RelyingNotice[]> Handle(
        string id, string relyingOn, QueryContext context, Epoch epoch, CancellationToken cancellation)
    {
        var happened = await context.Session.Events.FetchStreamAsync(FirmAccount.Key(id), token: cancellation);
        if (happened.Count == 0)
            throw new RuleBroken("firm.unknown", new { firmId = id });
        var positions = await context.Session.QueryAsync<Place>(
            "select json_build_object('disclosure', disclosure, 'position', position) from finance.entries where tenant_id = ? and firm_id = ?",
            cancellation, context.Tenant, id);
        var inEpoch = await epoch.Value(cancellation);
        return [.. Of(happened, relyingOn, version => positions.FirstOrDefault(p => p.Disclosure == version) is { } at ? new Cursor(inEpoch, at.Position).ToString() : null)];
    }

    /// <param name="cursor">Where a disclosure, by its version in the account, stands in the bank's feed; null where it is not copied yet.</param>
    internal static IEnumerable<RelyingNotice> Of(IReadOnlyList<IEvent> happened, string recognitionId, Func<long, string?> cursor)
    {
        var bases = RefsOf(happened, recognitionId);
        var told = happened.Where(e => e.Data is EligibilityDisclosed).Select(e => (e.Version, e.Timestamp, Data: (EligibilityDisclosed)e.Data)).ToList();
        foreach (var (version, recordedAt, grant) in told.Where(t => t.Data is { Eligible: true, Kind: not DisclosureKind.Expiring } && bases.Contains(t.Data.Basis.Ref)))
        {
            var end = told.Where(t => t.Version > version && !t.Data.Eligible && (t.Data.BankId, t.Data.Claim) == (grant.BankId, grant.Claim)).Select(t => t.Data).LastOrDefault();
            yield return new(
                grant.BankId, cursor(version), grant.Product.Code, grant.EffectiveOn, grant.Basis, recordedAt, end?.EffectiveOn, end?.Kind == DisclosureKind.Corrected);
        }
    }

    /// <summary>The events of the ladder by which a recognition was held, or a stage that rests on it.</summary>
    internal static HashSet<string> RefsOf(IEnumerable<IEvent> happened, string recognitionId) => happened.Select(e => e.Data switch
    {
        CredentialHeld h when h.RecognitionId == recognitionId => h.Ref,
        CredentialRestored r when r.RecognitionId == recognitionId => r.Ref,
        StageHeld s when s.RecognitionId == recognitionId => s.Ref,
        _ => null,
    }).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private sealed record Place(long Disclosure, long Position);
}
