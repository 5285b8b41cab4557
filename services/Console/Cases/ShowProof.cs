using Cultivation.Console.Shared;

namespace Cultivation.Console.Cases;

/// <summary>The proof of a decision, made to be printed.</summary>
internal static class ShowProof
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/{number}/decisions/{decision:int}", Show).For(CaseRoutes.Readers);

    private static async Task<IResult> Show(string number, int decision, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        var proof = await gateway.Read<ProofView>($"api/ladder/v1/cases/{Urls.Part(number)}/decisions/{decision}/proof", cancellation);
        return PageSetup.Page<ProofPage>(new { Proof = proof, Rules = await rules });
    }
}
