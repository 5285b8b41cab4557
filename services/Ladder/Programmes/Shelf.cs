using System.Collections.Concurrent;
using Cultivation.Ladder.Moves;
using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Programmes;

/// <summary>
/// Reads what is published: one query, and all that was worked out of it before, as long as no version is another. A file never changes under its
/// hash, so each is parsed once per process.
/// </summary>
internal sealed class Shelf(IDocumentStore store)
{
    private const string Nation = "000000";

    /// <summary>Districts that are kept in memory; beyond them it begins anew.</summary>
    private const int MostKept = 500;

    private const string Versions = $"""
        select tenant_id || ' ' || id || ' ' || mt_version from {Database.Events}.mt_doc_publishedprogramme where tenant_id = any(?)
        union all
        select tenant_id || ' ' || id || ' ' || mt_version from {Database.Events}.mt_doc_divisions where tenant_id = '{Nation}'
        order by 1
        """;

    private readonly ConcurrentDictionary<string, Rules> parsed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Versions, Published Published)> kept = new(StringComparer.Ordinal);

    /// <summary>What is published for a district now: its own, its province's and the nation's.</summary>
    public async Task<Published> Look(string tenant, CancellationToken cancellation)
    {
        string[] chain = [.. new[] { tenant, $"{tenant[..2]}0000", Nation }.Distinct()];
        await using var session = store.QuerySession(tenant);
        // Before what they are the versions of: what is read afterwards is at least as new, and the next look sees if it was newer.
        var versions = string.Join('\n', await session.QueryAsync<string>(Versions, cancellation, [chain]));
        if (kept.TryGetValue(tenant, out var last) && last.Versions == versions)
            return last.Published;
        if (kept.Count >= MostKept)
            kept.Clear();
        var published = await Read(tenant, chain, cancellation);
        kept[tenant] = (versions, published);
        return published;
    }

    /// <summary>A version as it was when the streams that it is read from were at these versions.</summary>
    public async Task<RuleBook> OpenAt(
        Published published, PublishedProgramme programme, PublishedVersion version, IReadOnlyDictionary<string, long> streams, CancellationToken cancellation)
    {
        Dictionary<string, PublishedProgramme> states = new(StringComparer.Ordinal);
        foreach (var (owner, read) in version.Imports.Select(i => i.RulesHash).Prepend(version.Hash).Select(published.Owning))
            states[read.Id] = await At(new PublishedProgramme(), owner, read.Id, (p, e) => p.Evolve(e));
        var then = streams.ContainsKey(Divisions.Key) ? await At(Divisions.None, Nation, Divisions.Key, (d, e) => d.Evolve(e)) : Divisions.None;
        return published.Bind(programme, version, now => states[now.Id], then) with { Streams = [.. streams.Select(s => new Cases.StreamRead(s.Key, s.Value))] };

        async Task<T> At<T>(T nothing, string owner, string key, Func<T, IEvent, T> fold)
        {
            await using var session = store.QuerySession(owner);
            return (await session.Events.FetchStreamAsync(key, version: streams[key], token: cancellation)).Aggregate(nothing, fold);
        }
    }

    private async Task<Published> Read(string tenant, string[] chain, CancellationToken cancellation)
    {
        List<OwnedProgramme> programmes = [];
        Dictionary<string, Rules> files = new(StringComparer.Ordinal);
        foreach (var owner in chain)
        {
            await using var session = store.QuerySession(owner);
            var own = await session.QueryAsync<PublishedProgramme>("where tenant_id = ?", cancellation, owner);
            programmes.AddRange(own.OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => new OwnedProgramme(owner, p)));
            foreach (var hash in own.SelectMany(p => p.Versions).Select(v => v.Hash))
                files[hash] = parsed.TryGetValue(hash, out var rules) ? rules : parsed[hash] = await Parse(session, hash, cancellation);
        }
        await using var nation = store.QuerySession(Nation);
        return new(tenant, programmes, files, await nation.LoadAsync<Divisions>(Divisions.Key, cancellation) ?? Divisions.None);
    }

    private static async Task<Rules> Parse(IQuerySession session, string hash, CancellationToken cancellation)
    {
        var text = await session.LoadAsync<ProgrammeText>(hash, cancellation) ?? throw new InvalidOperationException($"No programme text {hash} in {session.TenantId}");
        return Rules.Of(text.Json);
    }
}
