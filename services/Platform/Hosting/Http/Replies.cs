using System.Text.Json;
using Marten;

namespace Cultivation.Hosting;

/// <summary>Under what an answer is kept, and the hash of the body that it answered.</summary>
internal sealed record ReplyKey(string Tenant, string Subject, string Route, string Key, string BodyHash);

/// <summary>The kept answers: table <c>hosting.replies</c>.</summary>
internal static class Replies
{
    private sealed record Kept(string BodyHash, int Status, string Body, string Location, string ETag);

    public static void Keep(IDocumentSession session, ReplyKey key, Reply reply, DateTimeOffset now) =>
        session.QueueSqlCommand(
            "insert into hosting.replies (tenant_id, subject, route, key, body_hash, status, body, location, etag, kept_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key.Tenant, key.Subject, key.Route, key.Key, key.BodyHash, reply.Status, reply.Body, reply.Location ?? "", reply.ETag ?? "", now);

    public static void Forget(IDocumentSession session, string tenant, string path) => session.QueueSqlCommand(
        "delete from hosting.replies where tenant_id = ? and (location = ? or strpos(route || '/', '/' || ? || '/') > 0)", tenant, path, path);

    /// <summary>Deletes the answers in which some words stand, as JSON writes them.</summary>
    public static void ForgetRepeating(IDocumentSession session, string tenant, string words) => session.QueueSqlCommand(
        "delete from hosting.replies where tenant_id = ? and strpos(body, ?) > 0", tenant, JsonSerializer.Serialize(words, Json.Web)[1..^1]);

    /// <exception cref="RuleBroken">The key answered another body.</exception>
    public static async Task<Reply?> Find(CommandContext work, ReplyKey key, CancellationToken cancellation)
    {
        await using var session = work.Reference(key.Tenant);
        var found = await session.QueryAsync<string>(
            "select json_build_object('BodyHash', body_hash, 'Status', status, 'Body', body, 'Location', location, 'ETag', etag)::text "
            + "from hosting.replies where tenant_id = ? and subject = ? and route = ? and key = ?",
            cancellation, key.Tenant, key.Subject, key.Route, key.Key);
        if (found.Count == 0)
            return null;
        var kept = JsonSerializer.Deserialize<Kept>(found[0])!;
        return kept.BodyHash == key.BodyHash
            ? new Reply(kept.Status, kept.Body, Named(kept.Location), Named(kept.ETag)) { Repeated = true }
            : throw new RuleBroken("idempotency.key-reused");
    }

    private static string? Named(string text) => text.Length == 0 ? null : text;
}
