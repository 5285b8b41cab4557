namespace JasperFx
{
    /// <summary>
    /// Whether the store may create what it misses in the schema. All but None are additive here: nothing is ever dropped.
    /// </summary>
    public enum AutoCreate { All, CreateOrUpdate, CreateOnly, None }

    public static class StorageConstants
    {
        /// <summary>The tenant of a session that names none.</summary>
        public const string DefaultTenantId = "*DEFAULT*";
    }
}

namespace JasperFx.MultiTenancy
{
    public enum TenancyStyle { Single, Conjoined }
}

namespace JasperFx.Events
{
    public enum StreamIdentity { AsGuid, AsString }

    /// <summary>
    /// How Marten appends. The built-in store has one way, the default: numbers and times are the server's. Rich takes numbers outside the
    /// transaction, which no reader of the log can trust.
    /// </summary>
    public enum EventAppendMode { Rich, Quick, QuickWithServerTimestamps }
}

namespace JasperFx.Events.Projections
{
    public enum ProjectionLifecycle { Inline, Async, Live }

    public enum SnapshotLifecycle { Inline, Async }
}

namespace JasperFx.Events.Daemon
{
    /// <summary>Solo: this process runs all subscriptions. HotCold: one process among many does, elected by an advisory lock.</summary>
    public enum DaemonMode { Disabled, Solo, HotCold }
}

namespace Weasel.Core
{
    public enum EnumStorage { AsInteger, AsString }

    public enum Casing { Default, CamelCase, SnakeCase }
}

namespace Marten.Schema
{
    public enum UniqueIndexType { Computed }
}

namespace Marten.Schema.Indexing.Unique
{
    public enum TenancyScope { Global, PerTenant }
}
