using System.Collections.Concurrent;
using Cultivation.Criteria;
using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Programmes;

/// <summary>Opens published programmes. A file never changes under its hash, so each is parsed once per process; a programme is read in full only when
/// its version is another than the one in memory.</summary>
internal sealed class Shelf(IDocumentStore store)
{
    private readonly ConcurrentDictionary<string, Rules> parsed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Key), PublishedProgramme> known = new();

    /// <summary>Whose programmes a district may use: its own, its province's, the nation's.</summary>
    public static IReadOnlyList<string> Chain(string tenant) => [.. new[] { tenant, $"{tenant[..2]}0000", "000000" }.Distinct()];

    /// <summary>A programme and the tenant whose rule it is.</summary>
    /// <exception cref="RuleBroken"><c>programme.unknown</c>.</exception>
    public async Task<(string Tenant, PublishedProgramme Programme)> Find(string tenant, string programmeId, CancellationToken cancellation)
    {
        foreach (var owner in Chain(tenant))
        {
            await using var session = store.QuerySession(owner);
            if (await Current(session, PublishedProgramme.Key(programmeId), cancellation) is { } found)
                return (owner, found);
        }
        throw new RuleBroken("programme.unknown", new { id = programmeId });
    }

    /// <summary>The programme that has a stage, and the tenant whose rule it is.</summary>
    /// <exception cref="RuleBroken"><c>programme.stage-unknown</c>.</exception>
    public async Task<(string Tenant, PublishedProgramme Programme)> WithStage(string tenant, string stageId, CancellationToken cancellation)
    {
        foreach (var owner in Chain(tenant))
        {
            foreach (var published in await Of(owner, cancellation))
            {
                if ((await Rules(owner, published.Latest.Hash, cancellation)).Programme.Stages.Any(s => s.Id == stageId))
                    return (owner, published);
            }
        }
        throw new RuleBroken("programme.stage-unknown", new { stageId });
    }

    /// <summary>A tenant's own programmes, each in the version in force on the day; one that is not in force is left out.</summary>
    public async Task<IReadOnlyList<RuleBook>> InForce(string tenant, DateOnly day, CancellationToken cancellation)
    {
        List<RuleBook> books = [];
        foreach (var programme in await Of(tenant, cancellation))
        {
            if (programme.InForce(day) is { } version)
                books.Add(await Open(tenant, programme, version, cancellation));
        }
        return books;
    }

    /// <summary>The programmes of one tenant, by id.</summary>
    public async Task<IReadOnlyList<PublishedProgramme>> Of(string tenant, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(tenant);
        var ids = await session.QueryAsync<string>(
            $"select id from {Database.Events}.mt_doc_publishedprogramme where tenant_id = ?", cancellation, tenant);
        List<PublishedProgramme> found = [];
        foreach (var id in ids.Order(StringComparer.Ordinal))
            found.Add((await Current(session, id, cancellation))!);
        return found;
    }

    /// <summary>The file of a version.</summary>
    public async Task<Rules> Rules(string tenant, string hash, CancellationToken cancellation)
    {
        if (parsed.TryGetValue(hash, out var rules))
            return rules;
        await using var session = store.QuerySession(tenant);
        var text = await session.LoadAsync<ProgrammeText>(hash, cancellation) ?? throw new InvalidOperationException($"No programme text {hash} in {tenant}");
        return parsed.GetOrAdd(hash, Programmes.Rules.Of(text.Json));
    }

    /// <summary>The version under which a case of a stage is accepted today.</summary>
    /// <exception cref="RuleBroken"><c>programme.not-in-force</c>, <c>programme.transition-unconfirmed</c>.</exception>
    public async Task<PublishedVersion> ForCase(
        string tenant, PublishedProgramme programme, string stageId, DateOnly submittedOn, DateOnly today, CancellationToken cancellation)
    {
        var unconfirmed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in programme.Versions.Where(v => v.Transition is { NeedsConfirmation: true }))
        {
            if (!(await Rules(tenant, version.Hash, cancellation)).Confirmed(programme.Confirmations).ContainsKey(version.Transition!.RuleId))
                unconfirmed.Add(version.Version);
        }
        return programme.ForCase(stageId, submittedOn, today, unconfirmed);
    }

    /// <summary>A version with the imports that it pinned, what is confirmed of them, and the divisions that it is asked about.</summary>
    public async Task<RuleBook> Open(string tenant, PublishedProgramme programme, PublishedVersion version, CancellationToken cancellation)
    {
        var book = await BoundNow(tenant, programme, version, cancellation);
        await using var nation = store.QuerySession("000000");
        return await nation.LoadAsync<Moves.Divisions>(Moves.Divisions.Key, cancellation) is { Mapped.Length: > 0 } divisions
            ? book with { Divisions = divisions, Streams = [.. book.Streams, new(divisions.Id, divisions.Version)] }
            : book;
    }

    /// <summary>The same as it was when its streams were at these versions.</summary>
    public async Task<RuleBook> OpenAt(
        string tenant, PublishedProgramme programme, PublishedVersion version, IReadOnlyDictionary<string, long> streams, CancellationToken cancellation)
    {
        var book = await Bound(tenant, programme, version, (owner, id) => At(new PublishedProgramme(), owner, PublishedProgramme.Key(id), (p, e) => p.Evolve(e)), cancellation);
        var divisions = streams.ContainsKey(Moves.Divisions.Key)
            ? await At(Moves.Divisions.None, "000000", Moves.Divisions.Key, (d, e) => d.Evolve(e))
            : Moves.Divisions.None;
        return book with { Divisions = divisions, Streams = [.. streams.Select(s => new Cases.StreamRead(s.Key, s.Value))] };

        async Task<T> At<T>(T nothing, string owner, string key, Func<T, IEvent, T> fold)
        {
            await using var session = store.QuerySession(owner);
            return (await session.Events.FetchStreamAsync(key, version: streams[key], token: cancellation)).Aggregate(nothing, fold);
        }
    }

    private Task<RuleBook> BoundNow(string tenant, PublishedProgramme programme, PublishedVersion version, CancellationToken cancellation) => Bound(
        tenant, programme, version,
        async (owner, id) => id == programme.ProgrammeId ? programme : (await Find(owner, id, cancellation)).Programme, cancellation);

    /// <summary>A version with the imports that it pinned.</summary>
    /// <param name="stateOf">A programme, by its tenant and id, with the confirmations that count.</param>
    private async Task<RuleBook> Bound(
        string tenant, PublishedProgramme programme, PublishedVersion version, Func<string, string, Task<PublishedProgramme>> stateOf, CancellationToken cancellation)
    {
        var confirmed = new HashSet<string>(StringComparer.Ordinal);
        List<Cases.StreamRead> streams = [];
        var main = await Bind(tenant, programme.ProgrammeId, version.Hash);
        List<Programme> imports = [];
        foreach (var import in version.Imports)
            imports.Add(await Bind(import.Tenant, import.ProgrammeId, import.RulesHash));
        return new(programme, version, new ProgrammeSet(main, [.. imports]), confirmed, [.. streams]);

        async Task<Programme> Bind(string owner, string id, string hash)
        {
            var (rules, state) = (await Rules(owner, hash, cancellation), await stateOf(owner, id));
            confirmed.UnionWith(rules.Confirmed(state.Confirmations).Keys);
            streams.Add(new(state.Id, state.Version));
            return rules.Programme;
        }
    }

    /// <summary>The stages of a district by its own programmes.</summary>
    public async Task<Rungs> Rungs(string tenant, CancellationToken cancellation)
    {
        List<RungsOfVersion> versions = [];
        foreach (var programme in await Of(tenant, cancellation))
        {
            foreach (var version in programme.Versions)
                versions.Add(RungsOfVersion.Of(await BoundNow(tenant, programme, version, cancellation)));
        }
        return new(versions);
    }

    /// <summary>The kinds of title that a programme of the district, its province or the nation defines.</summary>
    public async Task<HashSet<string>> Credentials(string tenant, CancellationToken cancellation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var owner in Chain(tenant))
        {
            foreach (var programme in await Of(owner, cancellation))
            {
                foreach (var version in programme.Versions)
                    known.UnionWith(Ids(await Rules(owner, version.Hash, cancellation)));
            }
        }
        return known;
    }

    private async ValueTask<PublishedProgramme?> Current(IQuerySession session, string key, CancellationToken cancellation)
    {
        var version = await session.QueryAsync<long>(
            $"select mt_version from {Database.Events}.mt_doc_publishedprogramme where tenant_id = ? and id = ?", cancellation, session.TenantId, key);
        if (version.Count == 0)
            return null;
        return known.TryGetValue((session.TenantId, key), out var found) && found.Version == version[0]
            ? found
            : known[(session.TenantId, key)] = (await session.LoadAsync<PublishedProgramme>(key, cancellation))!;
    }

    private static IEnumerable<string> Ids(Rules rules) =>
        rules.Programme.Credentials.Concat(rules.Programme.Stages.SelectMany(s => s.Substates)).SelectMany(WithSubstates).Select(c => c.Id);

    private static IEnumerable<Credential> WithSubstates(Credential credential) => credential.Substates.SelectMany(WithSubstates).Prepend(credential);
}
