using Microsoft.Extensions.Caching.Memory;

namespace Cultivation.Console.Shared;

/// <summary>A stage of a programme, as its latest published version has it.</summary>
/// <param name="District">Whose programme it is.</param>
/// <param name="Papers">What a filing for it brings.</param>
/// <param name="GraduatesTo">The stage that it prepares for, whose conditions it may count; null for none.</param>
/// <param name="Holder">enterprise or team.</param>
/// <param name="Pool">The district admits to it and takes out of it.</param>
public sealed record Rung(string Id, int Order, string Programme, string District, string? Holder, Text Name, IReadOnlyList<Paper> Papers, string? GraduatesTo, bool Pool);

/// <summary>A paper of a filing, by its name in the programme.</summary>
public sealed record Paper(string Zh, bool Required);

/// <summary>The programmes that a district sees, in their latest published versions.</summary>
/// <param name="Rungs">All stages, by programme, lowest first.</param>
/// <param name="Names">Of stages, titles, metrics and definitions of figures, by id.</param>
/// <param name="Titles">Ids of titles, those below another title or a stage too.</param>
/// <param name="Figures">How annual figures are defined.</param>
/// <param name="Statuses">What the district's programmes name as statuses beside the stages.</param>
public sealed record RuleNames(
    IReadOnlyList<Rung> Rungs, IReadOnlyDictionary<string, Text> Names, IReadOnlyList<string> Titles, IReadOnlyList<FigureDefinition> Figures, IReadOnlyList<string> Statuses)
{
    /// <summary>The name in the reader's language; the id of what is not known.</summary>
    public string Name(string id, Reader reader) => Names.GetValueOrDefault(id) is { } name ? reader.Either(name.Zh, name.En) : id;
}

/// <summary>A definition of an annual figure.</summary>
/// <param name="Metric">What is measured.</param>
public sealed record FigureDefinition(string Id, string Metric, string Unit);

/// <summary>Reads <see cref="RuleNames"/>, which are kept for five minutes.</summary>
public sealed class Ladders(Gateway gateway, Reader reader, IMemoryCache kept)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Those of the reader's district.</summary>
    public async Task<RuleNames> Read(CancellationToken cancellation) => (await kept.GetOrCreateAsync(("rules", reader.District), async entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Life;
        List<Rung> rungs = [];
        Dictionary<string, Text> names = [];
        var programmes = await gateway.Read<Listed[]>("api/ladder/v1/programmes", cancellation);
        var files = await Task.WhenAll(programmes.Select(
            programme => gateway.Read<ProgrammeFile>($"api/ladder/v1/programmes/{programme.Id}/versions/{programme.LatestVersion}", cancellation)));
        foreach (var (programme, file) in programmes.Zip(files))
        {
            rungs.AddRange((file.Stages ?? []).OrderBy(stage => stage.Order)
                .Select(stage => new Rung(stage.Id, stage.Order, programme.Id, programme.District, stage.Holder, stage.Name!, stage.Evidence ?? [], stage.GraduatesTo, stage.Nature == "pool")));
            foreach (var (id, name) in file.All())
                names.TryAdd(id, name);
        }
        return new RuleNames(
            rungs, names, [.. files.SelectMany(file => file.Titles).Select(title => title.Id).Distinct()],
            [.. files.SelectMany(file => file.Definitions ?? []).Where(pair => pair.Value is { Fact: not null, Unit: not null })
                .Select(pair => new FigureDefinition(pair.Key, pair.Value.Fact!, pair.Value.Unit!)).DistinctBy(figure => figure.Id)],
            [.. programmes.Zip(files).Where(pair => pair.First.District == reader.District).SelectMany(pair => pair.Second.OrthogonalStatuses ?? []).Distinct()]);
    }))!;

    private sealed record Listed(string Id, string District, string LatestVersion);

    private sealed record ProgrammeFile(Named[]? Stages, Named[]? Credentials, Dictionary<string, Named>? Metrics, Dictionary<string, Named>? Definitions, string[]? OrthogonalStatuses)
    {
        public IEnumerable<Named> Titles => (Credentials ?? []).Concat((Stages ?? []).SelectMany(stage => stage.Substates ?? [])).SelectMany(title => title.All);

        public IEnumerable<(string Id, Text Name)> All() =>
            (Stages ?? []).Concat(Titles).Select(named => (named.Id, named.Name))
                .Concat((Metrics ?? []).Concat(Definitions ?? []).Select(pair => (pair.Key, pair.Value.Name)))
                .Where(pair => pair.Name is not null).Select(pair => (pair.Item1, pair.Name!));
    }

    private sealed record Named(string Id, int Order, string? Holder, Text? Name, Paper[]? Evidence, string? GraduatesTo, string? Nature, string? Fact, string? Unit, Named[]? Substates)
    {
        /// <summary>Itself and all that stands below it.</summary>
        public IEnumerable<Named> All => (Substates ?? []).SelectMany(named => named.All).Prepend(this);
    }
}
