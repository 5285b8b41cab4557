using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>Marks an endpoint whose request body is read twice: by binding, and to hash it.</summary>
internal sealed record CommandEndpoint(bool Edit, bool Kept);

/// <summary>The three kinds of endpoint.</summary>
public static class Endpoints
{
    /// <summary>A POST that creates or decides. Demands <c>Idempotency-Key</c>; a version conflict runs the handler again on fresh state.</summary>
    public static RouteHandlerBuilder IsCommand(this RouteHandlerBuilder endpoint, params string[] roles) => endpoint.Command(false, true, roles);

    /// <summary>A POST that edits what a person read. Demands <c>Idempotency-Key</c> and <c>If-Match</c>; a version conflict is 412.</summary>
    public static RouteHandlerBuilder IsEdit(this RouteHandlerBuilder endpoint, params string[] roles) => endpoint.Command(true, true, roles);

    /// <summary>A POST whose answer holds a secret and is therefore never kept: each call acts anew, and no key is asked for.</summary>
    public static RouteHandlerBuilder IsSecretCommand(this RouteHandlerBuilder endpoint, params string[] roles) => endpoint.Command(false, false, roles);

    /// <summary>A GET, or a search by POST. Words that its answer refers to are shown; days that it takes no notice of are refused.</summary>
    public static RouteHandlerBuilder IsQuery(this RouteHandlerBuilder endpoint, params string[] roles) =>
        endpoint.AddEndpointFilterFactory(OfNow.Refuse).AddEndpointFilter(new TextFilter()).RequireAuthorization(policy => policy.RequireRole(roles));

    private static RouteHandlerBuilder Command(this RouteHandlerBuilder endpoint, bool edit, bool kept, string[] roles)
    {
        var command = new CommandEndpoint(edit, kept);
        return endpoint.WithMetadata(command).AddEndpointFilter(new CommandFilter(command))
            .RequireAuthorization(policy => policy.RequireRole(roles))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }
}
