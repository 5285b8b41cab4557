using System.Collections.Concurrent;
using Cultivation.Ladder.Moves;
using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Programmes;

/// <summary>
/// Reads what is published. A file never changes under its hash, so each is parsed once per process; a programme is read in full only when its
/// version is another than the one in memory: a look costs one query.
/// </summary>
internal sealed class Shelf(IDocumentStore store)
{
    private const string Nation = "000000";

    private const string Versions = $"""
        select json_build_object('tenant', tenant_id, 'key', id, 'version', mt_version) from {Database.Events}.mt_doc_publishedprogramme where tenant_id = any(?)
        union all
        select json_build_object('tenant', tenant_id, 'key', id, 'version', mt_version) from {Database.Events}.mt_doc_divisions where tenant_id = '{Nation}'
        """;

    private readonly ConcurrentDictionary<string, Rules> parsed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PublishedProgramme> known = new(StringComparer.Ordinal);
    private Divisions divisions = Divisions.None;

    /// <summary>Whose programmes a district may use: its own, its province's, the nation's.</summary>
    public static IReadOnlyList<string> Chain(string tenant) => [.. new[] { tenant, $"{tenant[..2]}0000", Nation }.Distinct()];

    /// <summary>What is published for a district now.</summary>
    public async Task<Published> Look(string tenant, CancellationToken cancellation)
    {
        var chain = Chain(tenant);
        await using var session = store.QuerySession(tenant);
        var found = await session.QueryAsync<Stored>(Versions, cancellation, [chain.ToArray()]);
        List<OwnedProgramme> programmes = [];
        foreach (var one in found.Where(s => s.Key != Divisions.Key).OrderBy(s => chain.ToList().IndexOf(s.Tenant)).ThenBy(s => s.Key, StringComparer.Ordinal))
            programmes.Add(new(one.Tenant, await Programme(one, cancellation)));
        var mapped = found.Any(s => s.Key == Divisions.Key && s.Version != divisions.Version) ? divisions = await Load<Divisions>(Nation, Divisions.Key, cancellation) : divisions;
        return new(tenant, programmes, await Files(programmes, cancellation), mapped);
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

    private async ValueTask<PublishedProgramme> Programme(Stored one, CancellationToken cancellation)
    {
        var key = $"{one.Tenant}/{one.Key}";
        return known.TryGetValue(key, out var programme) && programme.Version == one.Version
            ? programme
            : known[key] = await Load<PublishedProgramme>(one.Tenant, one.Key, cancellation);
    }

    private async ValueTask<IReadOnlyDictionary<string, Rules>> Files(IReadOnlyList<OwnedProgramme> programmes, CancellationToken cancellation)
    {
        Dictionary<string, Rules> files = new(StringComparer.Ordinal);
        foreach (var (owner, programme) in programmes)
        {
            foreach (var version in programme.Versions)
            {
                files[version.Hash] = parsed.TryGetValue(version.Hash, out var rules)
                    ? rules
                    : parsed.GetOrAdd(version.Hash, Rules.Of((await Load<ProgrammeText>(owner, version.Hash, cancellation)).Json));
            }
        }
        return files;
    }

    private async Task<T> Load<T>(string tenant, string key, CancellationToken cancellation)
        where T : notnull
    {
        await using var session = store.QuerySession(tenant);
        return await session.LoadAsync<T>(key, cancellation) ?? throw new InvalidOperationException($"No {typeof(T).Name} {key} in {tenant}");
    }

    private sealed record Stored(string Tenant, string Key, long Version);
}
