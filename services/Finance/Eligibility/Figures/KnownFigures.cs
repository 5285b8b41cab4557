using System.Text.Json;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Eligibility.Figures;

/// <summary>
/// All annual figures that the ladder has told: table <c>finance.figures</c>. An account holds those that some product's rule reads; the others
/// wait here for a product that will.
/// </summary>
internal static class KnownFigures
{
    private const string RecordSql =
        """
        insert into finance.figures (tenant_id, fact_id, firm_id, metric, data) values (?, ?, ?, ?, ?::jsonb)
        on conflict (tenant_id, fact_id) do update set data = excluded.data
        """;
    private const string CorrectSql = "update finance.figures set data = data || ?::jsonb where tenant_id = ? and fact_id = ?";
    private const string AnnulSql = "delete from finance.figures where tenant_id = ? and fact_id = ?";
    private const string OfFirmsSql =
        """
        select json_build_object('firmId', firm_id, 'figure', data) from finance.figures
        where tenant_id = ? and firm_id = any(?) and metric = any(?) order by fact_id
        """;

    public static void Record(IDocumentSession session, string firmId, Figure figure) =>
        session.QueueSqlCommand(RecordSql, session.TenantId, figure.FactId, firmId, figure.Metric, Text(figure));

    /// <summary>Keeps what the ladder says of a figure: <see cref="FigureLearnt"/>, <see cref="FigureCorrected"/> or <see cref="FigureAnnulled"/>.</summary>
    public static void Keep(IDocumentSession session, string firmId, object said)
    {
        switch (said)
        {
            case FigureLearnt learnt:
                Record(session, firmId, learnt.Figure);
                break;
            case FigureCorrected corrected:
                session.QueueSqlCommand(CorrectSql, Text(new { corrected.Value, corrected.Ref }), session.TenantId, corrected.FactId);
                break;
            case FigureAnnulled annulled:
                session.QueueSqlCommand(AnnulSql, session.TenantId, annulled.FactId);
                break;
        }
    }

    /// <summary>All figures of a firm.</summary>
    public static Task<IReadOnlyList<Figure>> All(IQuerySession session, string firmId, CancellationToken cancellation) =>
        session.QueryAsync<Figure>("select data from finance.figures where tenant_id = ? and firm_id = ? order by fact_id", cancellation, session.TenantId, firmId);

    /// <summary>Figures of some firms that the products of a district read, by firm; asks nothing where these read none.</summary>
    public static async Task<ILookup<string, Figure>> Of(IQuerySession session, string[] firms, Catalogue catalogue, CancellationToken cancellation)
    {
        IReadOnlyList<OfFirm> known = catalogue.Metrics.Count == 0
            ? []
            : await session.QueryAsync<OfFirm>(OfFirmsSql, cancellation, session.TenantId, firms, catalogue.Metrics.ToArray());
        return known.ToLookup(k => k.FirmId, k => k.Figure, StringComparer.Ordinal);
    }

    /// <summary>What an account has to learn to hold these: for a rule that is new, or was out of use for a while.</summary>
    public static IEnumerable<object> Missing(FirmAccount account, IEnumerable<Figure> known)
    {
        foreach (var figure in known)
        {
            if (account.Figures.FirstOrDefault(f => f.FactId == figure.FactId) is not { } held)
                yield return new FigureLearnt(figure);
            else if (held.Value != figure.Value)
                yield return new FigureCorrected(figure.FactId, figure.Metric, figure.Value, figure.Ref);
        }
    }

    private static string Text(object data) => JsonSerializer.Serialize(data, Json.Web);

    private sealed record OfFirm(string FirmId, Figure Figure);
}
