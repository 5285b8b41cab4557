using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>People of the commission: who reads about firms, and who works with them.</summary>
internal static class Office
{
    public static readonly string[] Readers = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor];
    public static readonly string[] Workers = [Roles.CaseWorker, Roles.Supervisor];
}
