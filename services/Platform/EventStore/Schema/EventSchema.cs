namespace Marten.Schema;

/// <summary>
/// The tables of the log as Marten 9 declares them for string keys, conjoined tenancy and all four metadata columns. Names of constraints and
/// indexes are Marten's too, so that its migration rewrites none of them; it adds the functions through which it works.
/// </summary>
internal static class EventSchema
{
    /// <summary>Relations that show whether the DDL has run.</summary>
    public static readonly string[] Relations = ["mt_streams", "mt_events", "pk_mt_events_stream_and_version", "mt_events_sequence",
        "mt_event_progression"];

    public static string Ddl(string schema) => $"""
        CREATE TABLE IF NOT EXISTS {schema}.mt_streams (
            tenant_id    varchar      NOT NULL DEFAULT '*DEFAULT*',
            id           varchar      NOT NULL,
            type         varchar      NULL,
            version      bigint       NULL,
            timestamp    timestamptz  NOT NULL DEFAULT (now()),
            created      timestamptz  NOT NULL DEFAULT (now()),
            is_archived  bool         NULL DEFAULT FALSE,
            CONSTRAINT pkey_mt_streams_tenant_id_id PRIMARY KEY (tenant_id, id)
        );
        CREATE TABLE IF NOT EXISTS {schema}.mt_events (
            seq_id          bigint        NOT NULL,
            id              uuid          NOT NULL,
            stream_id       varchar       NULL,
            version         bigint        NOT NULL,
            data            jsonb         NOT NULL,
            bdata           bytea         NULL,
            type            varchar(500)  NOT NULL,
            timestamp       timestamptz   NOT NULL DEFAULT (now()),
            tenant_id       varchar       NULL DEFAULT '*DEFAULT*',
            mt_dotnet_type  varchar       NULL,
            correlation_id  varchar       NULL,
            causation_id    varchar       NULL,
            headers         jsonb         NULL,
            user_name       varchar       NULL,
            is_archived     bool          NULL DEFAULT FALSE,
            CONSTRAINT pkey_mt_events_seq_id PRIMARY KEY (seq_id),
            CONSTRAINT fkey_mt_events_stream_id_tenant_id FOREIGN KEY (tenant_id, stream_id) REFERENCES {schema}.mt_streams (tenant_id, id)
        );
        CREATE UNIQUE INDEX IF NOT EXISTS pk_mt_events_stream_and_version ON {schema}.mt_events USING btree (tenant_id, stream_id, version);
        CREATE SEQUENCE IF NOT EXISTS {schema}.mt_events_sequence OWNED BY {schema}.mt_events.seq_id;
        CREATE TABLE IF NOT EXISTS {schema}.mt_event_progression (
            name          varchar                   NOT NULL,
            last_seq_id   bigint                    NULL,
            last_updated  timestamp with time zone  NULL DEFAULT (transaction_timestamp()),
            CONSTRAINT pk_mt_event_progression PRIMARY KEY (name)
        );
        """;
}
