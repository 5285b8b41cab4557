using System.Text.Json;
using Cultivation.Criteria;

namespace Cultivation.Ladder.Programmes;

/// <summary>What changed from one version of a programme to another, in words.</summary>
internal sealed record ProgrammeDifferences(string Id, string From, string To, ProgrammeChange[] Changes);

/// <summary>One change, as <see cref="Cultivation.Criteria.Change"/>.</summary>
internal sealed record ProgrammeChange(ChangeKind Kind, string Path, string? Id, string? Property, JsonElement? Old, JsonElement? New, string Zh, string En)
{
    /// <summary>All changes from one file to another.</summary>
    public static ProgrammeChange[] Between(string from, string to) => [.. Differences.Between(from, to)
        .Select(c => new ProgrammeChange(c.Kind, c.Path, c.Id, c.Property, c.Old, c.New, c.Text.Zh, c.Text.En))];
}

internal static class GetDifferences
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/programmes/{id}/differences", Handle).IsQuery(Readers.OfficeAndFirm);

    /// <summary>Of any two published versions, either way round.</summary>
    private static async Task<ProgrammeDifferences> Handle(
        string id, string from, string to, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var (owner, published) = (await shelf.Look(context.Tenant, cancellation)).Find(id);
        await using var session = context.Reference(owner);
        async Task<string> Text(string version) => (await session.LoadAsync<ProgrammeText>(published.Require(version).Hash, cancellation))!.Json;
        return new(id, from, to, ProgrammeChange.Between(await Text(from), await Text(to)));
    }
}
