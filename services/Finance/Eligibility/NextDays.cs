using Cultivation.Hosting;
using Marten;
using Npgsql;

namespace Cultivation.Finance.Eligibility;

/// <summary>When firms' accounts have to be looked at though nothing is heard of them: tables <c>finance.next_days</c> and <c>finance.days</c>.</summary>
internal sealed class NextDays(NpgsqlDataSource database)
{
    /// <summary>Notes a firm's next day in the session's transaction; null where none is known.</summary>
    public static void Expect(IDocumentSession session, string firmId, DateOnly? day)
    {
        if (day is { } next)
            session.QueueSqlCommand("call finance.look_again(?, ?, ?)", session.TenantId, firmId, next);
        else
            session.QueueSqlCommand("delete from finance.next_days where tenant_id = ? and firm_id = ?", session.TenantId, firmId);
    }

    /// <summary>Districts whose days up to today have not all been looked at, with the last that was; the first day there is for none.</summary>
    public Task<List<(string District, DateOnly Last)>> Open(DateOnly today, CancellationToken cancellation) => database.Rows(
        """
        select c.tenant_id, coalesce(d.day, '0001-01-01') from finance.catalogues c left join finance.days d using (tenant_id)
        where d.day is null or d.day < $1 order by 1
        """, row => (row.GetString(0), row.GetFieldValue<DateOnly>(1)), cancellation, today);

    /// <summary>Firms of a district that are to be looked at by a day, the longest overdue first.</summary>
    public Task<List<string>> Due(string district, DateOnly today, int limit, CancellationToken cancellation) => database.Rows(
        "select firm_id from finance.next_days where tenant_id = $1 and day <= $2 order by day, firm_id limit $3", row => row.GetString(0), cancellation,
        district, today, limit);

    /// <summary>Says that a district has been looked at up to a day.</summary>
    public async Task Done(string district, DateOnly today, CancellationToken cancellation)
    {
        await using var save = database.Ask(
            "insert into finance.days as d (tenant_id, day) values ($1, $2) on conflict (tenant_id) do update set day = greatest(d.day, excluded.day)",
            district, today);
        await save.ExecuteNonQueryAsync(cancellation);
    }
}
