using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Marten.Events.Projections;
using Marten.Schema;
using Npgsql;

namespace Marten.Rebuilding;

/// <summary>
/// The tables of a projection that is being built anew, each beside its live one under the same name with <c>_rebuild</c> behind it. What a
/// projection writes by its classes goes there by itself; in SQL that it queues, the names it declared are exchanged. At the end rows change
/// hands, not tables: grants, row-level policies, views and triggers hang on the live table and stay.
/// </summary>
internal sealed class Beside : Tables
{
    const string Suffix = "_rebuild";
    readonly Dictionary<Type, DocumentMapping> documents;
    readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);
    readonly Regex? names;

    public Beside(Projected projection, string schema)
    {
        documents = projection.Documents.ToDictionary(d => d.Type, d => d.At(d.Table + Suffix));
        if (projection.Options.Tables.FirstOrDefault(t => !t.Contains('.')) is { } bare) throw new InvalidOperationException(
            $"{projection.Name} names the table '{bare}' without its schema");
        Pairs = [.. projection.Documents.Select(d => new Pair($"{schema}.{d.Table}", d)), .. projection.Options.Tables.Select(t => new Pair(t, null))];
        // A longer name would be cut, and might then be the live one's.
        if (Pairs.FirstOrDefault(p => p.New.Split('.')[^1].Length > 63) is { Live: { } tooLong }) throw new InvalidOperationException(
            $"The name {tooLong} is too long to stand beside");
        if (projection.Options.Tables.Count == 0) return;
        var alternatives = string.Join('|', projection.Options.Tables.Select(Regex.Escape));
        names = new($"""'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|(?<![\w."])(?<name>{alternatives})(?![\w"])""",
            RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    public IReadOnlyList<Pair> Pairs { get; }

    public override DocumentMapping For(DocumentMapping live) => documents.GetValueOrDefault(live.Type, live);

    public override string Sql(string sql) => names is null ? sql
        : texts.GetOrAdd(sql, text => names.Replace(text, m => m.Groups["name"].Success ? m.Value + Suffix : m.Value));

    public async Task CreateAsync(NpgsqlConnection connection, CancellationToken token) => await ExecuteAsync(connection,
        Pairs.Select(p => $"drop table if exists {p.New}; create unlogged table {p.New} (like {p.Live} including all)"), token);

    public async Task DropAsync(NpgsqlConnection connection, CancellationToken token) =>
        await ExecuteAsync(connection, Pairs.Select(p => $"drop table if exists {p.New}"), token);

    /// <summary>Puts the new rows in the place of the old ones. Readers see the old ones until the transaction commits.</summary>
    public async Task ExchangeAsync(NpgsqlConnection connection, CancellationToken token)
    {
        foreach (var pair in Pairs)
        {
            await using var find = new NpgsqlCommand("select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute "
                + $"where attrelid = '{pair.Live}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''", connection);
            var columns = (string)(await find.ExecuteScalarAsync(token))!;
            await ExecuteAsync(connection, pair.Exchange(columns), token);
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, IEnumerable<string> statements, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(string.Join(";\n", statements), connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(token);
    }

    /// <summary>A live table and the one that is being filled.</summary>
    public readonly record struct Pair(string Live, DocumentMapping? Document)
    {
        public string New => Live + Suffix;

        /// <summary>Documents that are as they should be are left alone; of a flat table nothing is known but its columns.</summary>
        public string[] Exchange(string columns)
        {
            if (Document is null) return [$"delete from {Live}", $"insert into {Live} ({columns}) overriding system value select {columns} from {New}"];
            const string Same = "n.tenant_id = l.tenant_id and n.id = l.id";
            return [$"analyze {New}", $"delete from {Live} l where not exists (select from {New} n where {Same} and n.data = l.data"
                + $"{(Document.IsSnapshot ? " and n.mt_version = l.mt_version" : "")} and n.mt_dotnet_type is not distinct from l.mt_dotnet_type)",
                $"insert into {Live} ({columns}) select {columns} from {New} n where not exists (select from {Live} l where {Same})"];
        }
    }
}
