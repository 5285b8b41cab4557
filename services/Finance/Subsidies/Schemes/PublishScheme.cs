using System.Text.Json;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies.Schemes;

/// <summary>Publishes a scheme's rules: a new scheme, or the next version of one.</summary>
public sealed record PublishScheme(string Id, string NameZh, string NameEn, SchemeRules Rules, string DocumentRef)
{
    internal static object[] Decide(PublishScheme command, Scheme? scheme, string by, DateOnly today)
    {
        Require.Id(command.Id, nameof(Id));
        Require.Text(command.NameZh, nameof(NameZh));
        Require.Text(command.NameEn, nameof(NameEn));
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        command.Rules.Check();
        var last = scheme?.Versions[^1];
        return last is not null && command.IsThatOf(last)
            ? []
            : [new SchemePublished(command.Id, (last?.Number ?? 0) + 1, command.NameZh, command.NameEn, command.Rules, command.DocumentRef, today, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/schemes", Handle).IsCommand(Roles.Policy);

    private bool IsThatOf(SchemeVersion version) =>
        (NameZh, NameEn, DocumentRef) == (version.NameZh, version.NameEn, version.DocumentRef) && Text(Rules) == Text(version.Rules);

    private static string Text(SchemeRules rules) => JsonSerializer.Serialize(rules, Json.Web);

    private static async Task<Reply> Handle(PublishScheme command, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Scheme>(Scheme.Key(command.Id), cancellation);
        var happened = Decide(command, stream.Aggregate, context.Person.Subject, context.Today);
        stream.AppendMany(happened);
        var scheme = happened.Aggregate(stream.Aggregate ?? new Scheme(), (state, one) => state.After(one));
        return happened.Length == 0 ? Reply.Ok(ReadSchemes.View(scheme)) : Reply.Created($"/v1/schemes/{command.Id}", ReadSchemes.View(scheme));
    }
}
