using System.Collections.Concurrent;
using Cultivation.Criteria;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Stages;

namespace Cultivation.Ladder.Programmes;

/// <param name="Tenant">Whose rule it is.</param>
internal sealed record OwnedProgramme(string Tenant, PublishedProgramme Programme);

/// <summary>
/// What is published for a district at one instant: its own programmes, its province's and the nation's, and the codes of divisions. It never changes;
/// what is worked out of it is kept with it.
/// </summary>
internal sealed class Published
{
    private readonly ConcurrentDictionary<string, RuleBook> opened = new(StringComparer.Ordinal);
    private readonly string tenant;
    private readonly Divisions divisions;
    private readonly Lazy<Rungs> rungs;

    public Published(string tenant, IReadOnlyList<OwnedProgramme> programmes, IReadOnlyDictionary<string, Rules> files, Divisions divisions)
    {
        (this.tenant, Programmes, Files, this.divisions) = (tenant, programmes, files, divisions);
        rungs = new(() => new([.. Own.SelectMany(p => p.Versions.Select(v => RungsOfVersion.Of(Open(p, v))))]));
    }

    /// <summary>The district's first, then by id.</summary>
    public IReadOnlyList<OwnedProgramme> Programmes { get; }

    /// <summary>Every version of them, by hash.</summary>
    public IReadOnlyDictionary<string, Rules> Files { get; }

    /// <summary>The stages of the district by its own programmes.</summary>
    public Rungs Rungs => rungs.Value;

    /// <exception cref="RuleBroken"><c>programme.unknown</c>.</exception>
    public OwnedProgramme Find(string programmeId) =>
        Programmes.FirstOrDefault(p => p.Programme.ProgrammeId == programmeId) ?? throw new RuleBroken("programme.unknown", new { id = programmeId });

    /// <summary>The programme that has a stage, or a side ladder with it: a district's own before what it imports.</summary>
    /// <exception cref="RuleBroken"><c>programme.stage-unknown</c>.</exception>
    public PublishedProgramme WithStage(string stageId) => Programmes.Select(p => p.Programme)
        .FirstOrDefault(p => Open(p, p.Latest).Set.Stage(stageId) is not null) ?? throw new RuleBroken("programme.stage-unknown", new { stageId });

    /// <summary>The programme that defines a title.</summary>
    /// <exception cref="RuleBroken"><c>programme.title-unknown</c>.</exception>
    public PublishedProgramme WithTitle(string credentialId) => Programmes.Select(p => p.Programme)
        .FirstOrDefault(p => Latest(p).Titles().Any(t => t.Id == credentialId)) ?? throw new RuleBroken("programme.title-unknown", new { credentialId });

    /// <summary>The programme that is named, or else the one that has the stage.</summary>
    public PublishedProgramme Find(string? programmeId, string stageId) => programmeId is null ? WithStage(stageId) : Find(programmeId).Programme;

    /// <summary>The file of a programme's latest version.</summary>
    public Programme Latest(PublishedProgramme programme) => Files[programme.Latest.Hash].Programme;

    /// <summary>The version under which a case of a stage is accepted today.</summary>
    /// <exception cref="RuleBroken"><c>programme.not-in-force</c>, <c>programme.transition-unconfirmed</c>.</exception>
    public PublishedVersion ForCase(PublishedProgramme programme, string stageId, DateOnly submittedOn, DateOnly today) => programme.ForCase(
        stageId, submittedOn, today,
        programme.Versions
            .Where(v => v.Transition is { NeedsConfirmation: true } transition && !Files[v.Hash].Confirmed(programme.Confirmations).ContainsKey(transition.RuleId))
            .Select(v => v.Version).ToHashSet(StringComparer.Ordinal));

    /// <summary>A version with the imports that it pinned, what is confirmed of them, and the divisions that it is asked about.</summary>
    public RuleBook Open(PublishedProgramme programme, PublishedVersion version) => opened.GetOrAdd(version.Hash, _ =>
    {
        var book = Bind(programme, version, now => now, divisions);
        return divisions.Mapped.Length == 0 ? book : book with { Streams = [.. book.Streams, new(divisions.Id, divisions.Version)] };
    });

    /// <summary>The district's own programmes, each in the version in force on the day; one that is not in force is left out.</summary>
    public IReadOnlyList<RuleBook> InForce(DateOnly day) =>
        [.. Own.Select(p => (Programme: p, Version: p.InForce(day))).Where(p => p.Version is not null).Select(p => Open(p.Programme, p.Version!))];

    /// <summary>The kinds of title that any of the programmes defines.</summary>
    public HashSet<string> Credentials() => Programmes.SelectMany(p => p.Programme.Versions).SelectMany(v => Files[v.Hash].Programme.Titles())
        .Select(title => title.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>What the district's programmes name as statuses beside the stages, in their latest versions.</summary>
    public IReadOnlyCollection<string> Statuses() => [.. Own.SelectMany(p => Latest(p).OrthogonalStatuses).Distinct()];

    private IEnumerable<PublishedProgramme> Own => Programmes.Where(p => p.Tenant == tenant).Select(p => p.Programme);

    /// <summary>The programme that published a file, and its tenant.</summary>
    public OwnedProgramme Owning(string hash) => Programmes.First(p => p.Programme.Versions.Any(v => v.Hash == hash));

    /// <param name="then">Of each programme the state whose confirmations count.</param>
    internal RuleBook Bind(PublishedProgramme programme, PublishedVersion version, Func<PublishedProgramme, PublishedProgramme> then, Divisions divisions)
    {
        string[] hashes = [version.Hash, .. version.Imports.Select(i => i.RulesHash)];
        var read = hashes.Select(hash => (Rules: Files[hash], State: then(Owning(hash).Programme))).ToList();
        return new(
            programme, version, new ProgrammeSet(read[0].Rules.Programme, [.. read.Skip(1).Select(r => r.Rules.Programme)]),
            read.SelectMany(r => r.Rules.Confirmed(r.State.Confirmations).Keys).ToHashSet(StringComparer.Ordinal),
            [.. read.Select(r => new Cases.StreamRead(r.State.Id, r.State.Version))]) { Divisions = divisions };
    }
}
