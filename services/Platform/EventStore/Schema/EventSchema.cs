namespace Marten.Schema;

/// <summary>
/// The tables of the log as Marten 9 declares them for string keys, conjoined tenancy and all four metadata columns. Names of constraints,
/// indexes and functions are Marten's too, so that its migration finds nothing to change.
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
        CREATE OR REPLACE FUNCTION {schema}.mt_mark_event_progression(name varchar, last_encountered bigint) RETURNS VOID LANGUAGE plpgsql AS
        $function$
        BEGIN
        INSERT INTO {schema}.mt_event_progression (name, last_seq_id, last_updated)
        VALUES (name, last_encountered, transaction_timestamp())
        ON CONFLICT ON CONSTRAINT pk_mt_event_progression
            DO
        UPDATE SET last_seq_id = last_encountered, last_updated = transaction_timestamp();

        END;

        $function$;
        CREATE OR REPLACE FUNCTION {schema}.mt_archive_stream(streamid varchar, tenantid varchar) RETURNS VOID LANGUAGE plpgsql AS
        $function$
        BEGIN
          update {schema}.mt_streams set is_archived = TRUE where id = streamid  and tenant_id = tenantid;
          update {schema}.mt_events set is_archived = TRUE where stream_id = streamid  and tenant_id = tenantid;
        END;
        $function$;
        """;
}
