using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten;

namespace Cultivation.EventStore.Worker;

public sealed record Ticked(int N);

/// <summary>The store that faults are tried on: a schema of its own in a given database, few streams, one kind of event.</summary>
public sealed record Ticks(string ConnectionString, string Schema)
{
    public const string Tenant = "310114";
    private const int Streams = 5;

    public static string Stream(Random random) => $"clock:{random.Next(Streams)}";

    public void Configure(StoreOptions options)
    {
        options.Connection(ConnectionString);
        options.DatabaseSchemaName = Schema;
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.UseIdentityMapForAggregates = false;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Events.AddEventTypes([typeof(Ticked)]);
    }
}
