using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Discovery;

/// <summary>Firms near a rung.</summary>
/// <param name="Computing">Firms whose distance is being computed again just now.</param>
/// <param name="Failed">Firms whose distance could not be computed.</param>
public sealed record NearFound(IReadOnlyList<NearFirm> Items, string? Next, long Computing, long Failed);

/// <summary>Who is one or two conditions short of a rung, which ones, and by how much.</summary>
internal static class FindNear
{
    /// <summary>Conditions that may be missing, where the page is not told.</summary>
    public const string Missing = "2";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/discovery/near", Show).For(Office.Readers);

    private static async Task<IResult> Show(HttpRequest request, string? after, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var rules = await ladders.Read(cancellation);
        var asked = ScreenFields.Of(name => request.Query[name]);
        // Without a question: the lowest rung for firms of the reader's own ladder.
        var stage = asked.Stage ?? rules.Rungs.FirstOrDefault(rung => rung.District == reader.District && rung.Holder != "team")?.Id;
        asked = asked with { Stage = stage, Missing = asked.Missing ?? Missing };
        var found = stage is null
            ? null
            : await gateway.Read<NearFound>(
                Urls.Query(
                    "api/ladder/v1/discovery/near", ("stageId", stage), ("missing", asked.Missing), ("open", asked.Open), ("town", asked.Town),
                    ("industry", asked.Industry), ("after", after)),
                cancellation);
        return PageSetup.Page<NearPage>(new { Asked = asked, Found = found, Rules = rules });
    }
}
