using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Forecasts;

/// <summary>Tries the messages that a list would cause on the accounts, in sessions that are never saved.</summary>
internal sealed class Foresight(LadderLists lists, Messages messages, IDocumentStore store)
{
    /// <summary>What a batch of the list would lead to.</summary>
    /// <param name="after">Number of the batch; null for the first.</param>
    /// <exception cref="RuleBroken"><c>import.unknown</c>; <c>ladder.unreachable</c>.</exception>
    public async Task<Page<ForeseenEntry>> Page(string district, string importId, int? after, CancellationToken cancellation)
    {
        var page = await lists.Messages(district, importId, after, cancellation);
        await using var never = store.LightweightSession(district);
        foreach (var change in page.Items)
            await messages.Try(change, never, cancellation);
        return new([.. never.PendingChanges.Streams().SelectMany(s => s.Events.Select(e => Entry(StreamKey.IdOf(s.Key!), e.Data)).OfType<ForeseenEntry>())], page.Next);
    }

    private static ForeseenEntry? Entry(string firmId, object happened) => happened switch
    {
        EligibilityDisclosed e => new(e.BankId, e.Kind, firmId, e.CreditCode, e.LegalName, e.Product.Code, e.Eligible, e.EffectiveOn, e.Basis),
        ConsentEndDisclosed e => new(e.BankId, DisclosureKind.ConsentEnded, firmId, e.CreditCode, e.LegalName, null, false, e.EffectiveOn, null),
        _ => null,
    };
}
