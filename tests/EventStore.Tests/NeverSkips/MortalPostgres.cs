using Cultivation.Kit;
using Cultivation.Servers;

namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>A PostgreSQL that nobody else uses, so that it may be killed.</summary>
internal sealed class MortalPostgres : IAsyncDisposable
{
    private readonly ServerPlan plan = new(ServerFolders.Temporary());
    private readonly ServerState state;
    private RunningServer? server;

    private MortalPostgres() => state = ServerState.Open(plan);

    public string ConnectionString => server!.Address + ";Include Error Detail=true";

    public static async Task<MortalPostgres> StartAsync()
    {
        await ServerPrograms.EnsureAsync(needsPostgres: true, needsRabbitMq: false, _ => { });
        var postgres = new MortalPostgres();
        await postgres.StartAgainAsync();
        return postgres;
    }

    /// <summary>kill -9 of the server and of all its backends.</summary>
    public async Task KillAsync() => await server!.Process.KillAsync();

    /// <summary>On the same data, at the same port. PostgreSQL refuses until the last backend of before has noticed that it is alone.</summary>
    public async Task StartAgainAsync() => server = await Eventually.Get<RunningServer>(
        async () =>
        {
            try
            {
                return await LocalPostgres.StartAsync(Binaries.Postgres()!, Path.Combine(plan.Folder, "postgres"), state, plan, CancellationToken.None);
            }
            catch (ServerFailed)
            {
                return null;
            }
        },
        TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        Directory.Delete(plan.Folder, recursive: true);
    }
}
