using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Operations;

/// <summary>A process, as it tells of itself.</summary>
public sealed record RunningProcess(int Id, string Host, DateTimeOffset StartedAt, long WorkingSetBytes, double CpuSeconds);

/// <summary>An instance of a service, as the gateway's health checks found it last: <c>healthy</c>, <c>unhealthy</c> or <c>unknown</c>.</summary>
public sealed record Instance(string Address, string Active);

/// <summary>A service and its instances.</summary>
public sealed record ServiceInstances(string Name, Instance[] Instances);

/// <summary>The processes of the house as the gateway sees them.</summary>
public sealed record HouseView(RunningProcess Gateway, ServiceInstances[] Services);

/// <summary>A rebuild: <c>Wanted</c>, <c>Running</c>, <c>Failed</c> or <c>Done</c>.</summary>
public sealed record Rebuild(string State, long Position, long? Target, string? Reason);

/// <summary>The event at which a projection stopped.</summary>
public sealed record FailedEvent(long Sequence, string Tenant, string Stream, long Version, string Type);

/// <summary>A projection or subscription, as the store tells of it.</summary>
/// <param name="Kind"><c>projection</c>, <c>subscription</c> or <c>inline</c>.</param>
/// <param name="State"><c>Running</c>, <c>Paused</c> or <c>Stopped</c>.</param>
public sealed record Projection(
    string Name, string Kind, string State, bool Led, long Position, long LagEvents, double LagSeconds, string? Reason, FailedEvent? FailedAt, Rebuild? Rebuild)
{
    /// <summary>Without <c>:All</c>, as people say it.</summary>
    public string ShortName => Name.Split(':')[0];
}

/// <summary>How far a service has read another, and what it holds back.</summary>
public sealed record ReadSource(string Source, string? Cursor, long Parked, long Subjects, DateTimeOffset? ParkedSince);

/// <summary>A transaction for which the log's tail waits.</summary>
public sealed record NumberHolder(int? Pid, double OpenSeconds, string? State, string? Application, bool Alarm);

/// <summary>For whom the tail waits, and whether that is worth an alarm.</summary>
public sealed record Barrier(bool Alarm, NumberHolder[] Holders);

/// <summary>How far a bank is behind its feed on one channel.</summary>
public sealed record FeedLag(string District, string Bank, string Channel, long Head, long Position, long LagEntries, double LagSeconds, string State);

/// <summary>How a service stands, as it tells itself.</summary>
public sealed record ServiceHealth(
    string Service, RunningProcess Process, ReadSource[] Sources, Projection? Relay, Projection[] Projections, int DeadLetters, Barrier? Barrier, FeedLag[]? Feeds);

/// <summary>How far a source is read again, or was last.</summary>
/// <param name="Kind">Of streams: firm, case and others.</param>
/// <param name="Streams">Were compared, of so many; null before the first page.</param>
/// <param name="Learnt">Facts that the service had not known.</param>
/// <param name="Failed">Streams that could not be compared.</param>
/// <param name="EndedAt">Null while it goes on.</param>
public sealed record SourceRereading(string Source, string Kind, long Streams, long? Of, long Learnt, string[] Failed, DateTimeOffset BegunAt, DateTimeOffset? EndedAt);

/// <summary>A service: what the gateway knows of it, and what it tells itself or why it does not.</summary>
public sealed record ServiceStanding(string Name, Instance[] Instances, ServiceHealth? Health, IReadOnlyList<SourceRereading> Rereadings, Problem? Problem);

/// <summary>The whole house.</summary>
public sealed record Standing(RunningProcess Gateway, IReadOnlyList<ServiceStanding> Services)
{
    /// <summary>Who may see and do all this.</summary>
    public static readonly string[] Readers = [Roles.Operator];

    /// <summary>Asks the gateway, and each service for itself: one that does not answer keeps nobody from seeing the others.</summary>
    public static async Task<Standing> Read(Gateway gateway, CancellationToken cancellation)
    {
        var house = await gateway.Read<HouseView>("api/operations/v1/services", cancellation);
        return new(house.Gateway, await Task.WhenAll(house.Services.Select(service => Read(gateway, service, cancellation))));
    }

    /// <summary>Changes only when something happened: ages, memory and processor time are not in it. 16 hexadecimal digits.</summary>
    public string Fingerprint => Live.Fingerprint(What);

    private string What => string.Join('\n', Services.SelectMany(service => new object?[]
    {
        service.Name, service.Problem?.Code, string.Join(',', service.Instances.Select(instance => instance.Active)), service.Health?.Process.Id,
        service.Health?.DeadLetters, service.Health?.Barrier?.Alarm,
    }
        .Concat((service.Health?.Projections ?? []).Append(service.Health?.Relay).Select(p => (p?.State, p?.Position, p?.LagEvents, p?.Rebuild) as object))
        .Concat(service.Rereadings.Select(one => (one.Source, one.Kind, one.Streams, one.Of, one.Learnt, one.BegunAt, one.EndedAt) as object))
        .Concat(service.Health?.Sources ?? []).Concat((service.Health?.Feeds ?? []).Select(feed => feed with { LagSeconds = 0 }))));

    private static async Task<ServiceStanding> Read(Gateway gateway, ServiceInstances service, CancellationToken cancellation)
    {
        try
        {
            var rereadings = gateway.Read<RereadingList>($"api/{service.Name}/v1/operations/rereadings", cancellation);
            var health = await gateway.Read<ServiceHealth>($"api/{service.Name}/v1/operations/health", cancellation);
            return new(service.Name, service.Instances, health, (await rereadings).Rereadings, null);
        }
        catch (Refused refused) when (refused.Problem.Status != StatusCodes.Status401Unauthorized)
        {
            return new(service.Name, service.Instances, null, [], refused.Problem);
        }
    }

    private sealed record RereadingList(SourceRereading[] Rereadings);
}
