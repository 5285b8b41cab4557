using System.Text.Json;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Cases;

/// <summary>The proof of a decision, made to be printed; on request it is checked again against ledger, rules and criteria.</summary>
internal static class ShowProof
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/{number}/decisions/{decision:int}", Show).For(CaseRoutes.Readers);

    /// <param name="verify">yes: the page also says what differs now.</param>
    private static async Task<IResult> Show(string number, int decision, string? verify, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var path = $"api/ladder/v1/cases/{Urls.Part(number)}/decisions/{decision}";
        var rules = ladders.Read(cancellation);
        var verified = verify == "yes" ? await gateway.Read<Verification>($"{path}/verify", cancellation) : null;
        var proof = await gateway.Read<ProofView>($"{path}/proof", cancellation);
        return PageSetup.Page<ProofPage>(new { Proof = proof, Rules = await rules, Verified = verified });
    }
}

/// <summary>A decision checked again.</summary>
/// <param name="Verdict">equal or differs.</param>
/// <param name="Events">How many events were compared with their leaves in the ledger.</param>
public sealed record Verification(string Verdict, int Events, Difference[] Differences);

/// <summary>What is not as it was recorded.</summary>
/// <param name="Kind">criterion, result, confirmations, rules, event, snapshot or checkpoint.</param>
/// <param name="Recorded">Null where nothing is to be shown.</param>
public sealed record Difference(string Kind, string Ref, string Detail, JsonElement? Recorded, JsonElement? Found);
