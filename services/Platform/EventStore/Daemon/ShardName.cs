namespace JasperFx.Events.Projections;

/// <summary>Name of a subscription's or projection's row in mt_event_progression.</summary>
public class ShardName
{
    public const string All = "All";

    public ShardName(string name, string shardKey = All, uint version = 1)
    {
        Name = name;
        ShardKey = shardKey;
        Version = version;
        Identity = version > 1 ? $"{name}:V{version}:{shardKey}" : $"{name}:{shardKey}";
    }

    public string Name { get; }
    public string ShardKey { get; }
    public uint Version { get; }

    /// <summary><c>Name:All</c>, from the second version on <c>Name:V2:All</c>.</summary>
    public string Identity { get; }

    public override string ToString() => Identity;
}

/// <summary>How far a subscription or projection has come.</summary>
public class ShardState(string shardName, long sequence)
{
    /// <summary>The row that says up to where every number is decided.</summary>
    public const string HighWaterMark = "HighWaterMark";

    public string ShardName { get; } = shardName;

    /// <summary>Position of the last event it has dealt with.</summary>
    public long Sequence { get; } = sequence;

    /// <summary><c>Running</c>, <c>Paused</c>, <c>Stopped</c>, in the leading process also <c>Retrying</c>; null when it never ran.</summary>
    public string? AgentStatus { get; set; }

    /// <summary>Why it is retrying or stopped.</summary>
    public string? PauseReason { get; set; }

    /// <summary>In the process that leads.</summary>
    public Exception? Exception { get; set; }
}
