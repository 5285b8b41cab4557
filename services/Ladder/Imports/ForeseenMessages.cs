using Cultivation.Contracts;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Imports;

/// <summary>
/// The messages that a list would cause if it were applied now, a batch per page: decided anew as its application would decide, so that rows
/// which were applied already cause none. Another service tries them to tell what they would lead to there; nothing is published.
/// </summary>
internal static class ForeseenMessages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/imports/{id}/messages", Handle).IsQuery(Roles.Service);

    private static async Task<Page<Change>> Handle(string id, int? after, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var list = await GetImport.List(id, context, cancellation);
        var page = await GetImport.Planned(list, after, context, cancellation);
        var firms = await FirmsByCode.Load(context.Session, page.Items.Select(r => r.CreditCode), cancellation);
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs;
        var at = new ApplyingDay(rungs, list.Known?.On ?? context.Today, context.Now, list.By, list.ListRef);
        List<Change> foreseen = [];
        foreach (var rows in page.Items.GroupBy(r => r.CreditCode))
        {
            var firm = firms.GetValueOrDefault(rows.Key);
            foreach (var row in ApplyBatch.Decide(ListKinds.Named(list.Kind), firm, rows, at).Decided)
            {
                var stream = firm?.Id ?? Firm.Key(row.Row.FirmId);
                foreach (var happened in row.Events)
                {
                    if (Consequences.Published.Foresee(happened, stream, "ladder", context.Tenant, context.Now, foreseen.Count + 1) is { } change)
                        foreseen.Add(change);
                }
            }
        }
        return new(foreseen, page.Next);
    }
}
