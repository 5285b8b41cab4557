namespace Marten.Schema;

/// <summary>
/// Two tables that Marten does not have: what the operator wants of each projection and what its leader tells of it, and the events that he
/// let it skip.
/// </summary>
internal static class ControlSchema
{
    public static readonly string[] Relations = ["projection_controls", "projection_dead_letters"];

    // revision: raised by a command, so that a stopped one begins again. generation: raised by a rebuild, so that a page begun before it is refused.
    public static string Ddl(string schema) => $"""
        CREATE TABLE IF NOT EXISTS {schema}.projection_controls (
            name              varchar      NOT NULL,
            paused            boolean      NOT NULL DEFAULT FALSE,
            revision          bigint       NOT NULL DEFAULT 0,
            generation        bigint       NOT NULL DEFAULT 0,
            state             varchar      NOT NULL DEFAULT 'Running',
            reason            text         NULL,
            failed_sequence   bigint       NULL,
            changed           timestamptz  NOT NULL DEFAULT (now()),
            rebuild           varchar      NULL,
            rebuild_position  bigint       NULL,
            rebuild_target    bigint       NULL,
            rebuild_reason    text         NULL,
            CONSTRAINT pk_projection_controls PRIMARY KEY (name)
        );
        CREATE TABLE IF NOT EXISTS {schema}.projection_dead_letters (
            name        varchar      NOT NULL,
            sequence    bigint       NOT NULL,
            tenant_id   varchar      NOT NULL,
            stream_id   varchar      NOT NULL,
            version     bigint       NOT NULL,
            type        varchar      NOT NULL,
            reason      text         NULL,
            skipped_by  varchar      NOT NULL,
            skipped_at  timestamptz  NOT NULL DEFAULT (now()),
            CONSTRAINT pk_projection_dead_letters PRIMARY KEY (name, sequence)
        );
        """;
}
