using Marten.Services;

namespace Marten.Schema;

/// <summary>The table of one document class, as Marten 9 declares it.</summary>
internal static class DocumentSchema
{
    /// <summary>Casts that an index may use: PostgreSQL's own are not immutable. Their text is Marten's, to the line break, so that neither writes them anew.</summary>
    public static string Casts(string schema) => string.Concat(
        from type in new[] { "date", "timestamptz" }
        select $"CREATE OR REPLACE FUNCTION {schema}.mt_immutable_{type}(value text) RETURNS {type} LANGUAGE sql IMMUTABLE AS $$\nselect value::{type}\n\n$$;\n");

    public static string Ddl(string schema, DocumentMapping document, Serializer serializer) => $"""
        CREATE TABLE IF NOT EXISTS {schema}.{document.Table} (
            tenant_id         varchar                   NOT NULL DEFAULT '*DEFAULT*',
            id                {document.IdSql,-24}  NOT NULL,
            data              jsonb                     NOT NULL,
            mt_last_modified  timestamp with time zone  NULL DEFAULT (transaction_timestamp()),
            {Versions(document)},
            CONSTRAINT {Names.Fit($"pkey_{document.Table}_tenant_id_id")} PRIMARY KEY (tenant_id, id)
        );
        {string.Join("\n", document.Indexes.Select(index => index.Ddl(schema, serializer)))}
        """;

    static string Versions(DocumentMapping document) => document.IsSnapshot
        ? """
          mt_dotnet_type    varchar                   NULL,
              mt_version        bigint                    NOT NULL DEFAULT 0
          """
        : """
          mt_version        uuid                      NOT NULL DEFAULT (md5(random()::text || clock_timestamp()::text)::uuid),
              mt_dotnet_type    varchar                   NULL
          """;
}
