using Microsoft.Extensions.Hosting;

namespace Marten.Schema;

internal sealed class SchemaOnStartup(DocumentStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.Database.CreateAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
