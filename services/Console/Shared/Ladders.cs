using Microsoft.Extensions.Caching.Memory;

namespace Cultivation.Console.Shared;

/// <summary>A stage of a programme, as its latest published version has it.</summary>
public sealed record Rung(string Id, int Order, string Programme, Text Name);

/// <summary>The stages of the programmes that a district sees, by id, lowest first; kept for five minutes.</summary>
public sealed class Ladders(Gateway gateway, Reader reader, IMemoryCache kept)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>All stages. A programme of titles alone has none.</summary>
    public async Task<IReadOnlyList<Rung>> Rungs(CancellationToken cancellation) => (await kept.GetOrCreateAsync(("rungs", reader.District), async entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Life;
        var listed = await gateway.Read<Listed[]>("api/ladder/v1/programmes", cancellation);
        List<Rung> rungs = [];
        foreach (var programme in listed)
        {
            var file = await gateway.Read<ProgrammeFile>($"api/ladder/v1/programmes/{programme.Id}/versions/{programme.LatestVersion}", cancellation);
            rungs.AddRange((file.Stages ?? []).Select(stage => new Rung(stage.Id, stage.Order, programme.Id, stage.Name)).OrderBy(rung => rung.Order));
        }
        return (IReadOnlyList<Rung>)rungs;
    }))!;

    private sealed record Listed(string Id, string LatestVersion);

    private sealed record ProgrammeFile(Stage[]? Stages);

    private sealed record Stage(string Id, int Order, Text Name);
}

/// <summary>Names of stages.</summary>
public static class RungNames
{
    /// <summary>The name in the reader's language; the id of a stage that is not known.</summary>
    public static string Name(this IReadOnlyList<Rung> rungs, string id, Reader reader) =>
        rungs.FirstOrDefault(rung => rung.Id == id) is { } rung ? reader.Either(rung.Name.Zh, rung.Name.En) : id;
}
