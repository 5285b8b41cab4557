using Cultivation.Hosting;

namespace Cultivation.Console.Cases;

/// <summary>A case: its page, what is done with it, and the proof of its decisions.</summary>
internal static class CaseRoutes
{
    public static readonly string[] Readers = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor];
    public static readonly string[] Workers = [Roles.CaseWorker, Roles.Supervisor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        ShowCase.Map(routes);
        ActOnCase.Map(routes);
        ShowProof.Map(routes);
    }
}
