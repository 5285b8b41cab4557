using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>Sets up, builds and runs the test projects, and sums them up.</summary>
internal static class RunTests
{
    public static readonly Verb Verb = new("run-tests", "run-tests [NAME…]", "run all tests, or the projects whose name contains NAME", RunAsync);

    private static async Task<int> RunAsync(string[] names, CancellationToken ct)
    {
        var projects = TestProject.All().Where(project => names.Length == 0 || names.Any(project.IsCalled)).ToArray();
        if (projects.Length == 0)
        {
            Console.Error.WriteLine($"no test project is called {string.Join(", ", names)}; there are {string.Join(", ", TestProject.All().Select(project => project.Name))}");
            return 1;
        }

        var starting = new List<Task>();
        ServerSet? servers = null;
        try
        {
            await Steps.RunAsync(async steps =>
            {
                starting.Add(steps.StepAsync("PostgreSQL and RabbitMQ", async say =>
                    servers = await ServerSet.StartAsync(new ServerPlan(ServerFolders.Temporary()) { Temporary = true, Prefix = "CULTIVATION_TEST_", Say = say }, ct)));
                starting.Add(steps.StepAsync("build", say => BuildAsync(names.Length == 0 ? ["Cultivation.sln"] : projects.Select(project => project.File), say, ct)));
                await Task.WhenAll(starting);
            });
            return await RunAllAsync(projects, TestAddresses.Of(servers!), ct);
        }
        finally
        {
            if (servers is not null)
                await servers.DisposeAsync();
        }
    }

    private static async Task BuildAsync(IEnumerable<string> targets, Action<string> say, CancellationToken ct)
    {
        foreach (var target in targets)
            await Build.RunAsync(target, say, ct);
    }

    private static async Task<int> RunAllAsync(TestProject[] projects, Dictionary<string, string> addresses, CancellationToken ct)
    {
        List<TestResult> results = [];
        foreach (var project in projects)
        {
            var result = await project.RunAsync(addresses, ct);
            results.Add(result);
            if (!result.IsGood)
                Console.WriteLine(result.Output);
            Console.WriteLine($"{(result.IsGood ? '✓' : '✗')} {project.Name,-24} {result.Summary}");
        }

        var (passed, failed, skipped) = (results.Sum(result => result.Passed), results.Sum(result => result.Failed), results.Sum(result => result.Skipped));
        Console.WriteLine($"{passed} passed, {failed} failed{(skipped > 0 ? $", {skipped} skipped" : "")}");
        return failed == 0 && passed > 0 ? 0 : 1;
    }
}
