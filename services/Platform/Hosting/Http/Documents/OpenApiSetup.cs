using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Cultivation.Hosting;

/// <summary>
/// The service's OpenAPI document, as callers at the gateway need it: what each route does in the words of the sources, who may call it, and
/// which headers it asks for.
/// </summary>
internal static class OpenApiSetup
{
    private static readonly XmlDocs Docs = new();

    /// <param name="root">Where the routes begin at the gateway; <c>/api/{name}</c> unless given.</param>
    public static void AddDocument(this IServiceCollection services, string name, string? root = null) =>
        services.AddOpenApi(options => Set(options, name, root ?? $"/api/{name}"));

    private static void Set(OpenApiOptions options, string name, string root)
    {
        // A generic type of an array would have a name that the standard does not allow.
        options.CreateSchemaReferenceId = type => type.Type == typeof(FreeText) ? null
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("[]", "List", StringComparison.Ordinal);
        options.AddSchemaTransformer((schema, context, _) => Done(() => AsString(schema, context)));
        options.AddDocumentTransformer((document, _, _) => Done(() => Head(document, name, root)));
        options.AddOperationTransformer((operation, context, _) =>
            Done(() => Describe(operation, context.Description.ActionDescriptor.EndpointMetadata)));
        options.AddSchemaTransformer((schema, context, _) => Done(() => schema.Description ??= context.JsonPropertyInfo is { } property
            ? Docs.Parameter(property.DeclaringType, property.Name)
            : Docs.Summary(context.JsonTypeInfo.Type)));
    }

    // Words are a string in HTTP, whatever they are inside.
    private static void AsString(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Type == typeof(FreeText[]))
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        if (context.JsonTypeInfo.Type == typeof(FreeText))
            schema.Type = context.JsonPropertyInfo is { IsGetNullable: true } property && property.PropertyType == typeof(FreeText) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
    }

    private static Task Done(Action done)
    {
        done();
        return Task.CompletedTask;
    }

    private static void Head(OpenApiDocument document, string name, string root)
    {
        document.Info = new OpenApiInfo
        {
            Title = $"Cultivation · {name}", Version = "v1",
            Description = "A refusal is a problem (RFC 9457) with a stable code, in the caller's language. Times are ISO 8601 with offset; money is decimal yuan.",
        };
        document.Servers = [new OpenApiServer { Url = root, Description = "At the gateway" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
        NameApart(document);
    }

    // One handler may serve several routes: each is then named by the last word of its path, too.
    private static void NameApart(OpenApiDocument document)
    {
        var operations = document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(o => o.Value).CountBy(o => o.OperationId ?? "", StringComparer.Ordinal)
            .Where(named => named.Value > 1).Select(named => named.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, item) in document.Paths)
        {
            var word = string.Concat(path.Split('/').Last(part => !part.StartsWith('{')).Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
            foreach (var operation in (item.Operations ?? []).Values.Where(o => operations.Contains(o.OperationId!)))
                operation.OperationId += word;
        }
    }

    private static void Describe(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<MethodInfo>().LastOrDefault() is { DeclaringType: { } declaring } handler)
        {
            // A lambda's method stands in a class that the compiler made within the feature's.
            var feature = declaring;
            while (feature.Name.StartsWith('<') && feature.DeclaringType is { } outer)
                feature = outer;
            operation.OperationId = handler.Name is "Handle" || handler.Name.StartsWith('<') ? feature.Name : feature.Name + handler.Name;
            operation.Summary = Docs.Summary(feature);
        }
        var roles = metadata.OfType<AuthorizationPolicy>().SelectMany(p => p.Requirements).OfType<RolesAuthorizationRequirement>()
            .SelectMany(r => r.AllowedRoles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (roles.Count > 0)
            operation.Description = $"Roles: {string.Join(", ", roles)}.";
        operation.Responses ??= [];
        if (metadata.OfType<CommandEndpoint>().LastOrDefault() is { } command)
        {
            operation.Responses.TryAdd("200", new OpenApiResponse { Description = "Done, or nothing new; the first answer again under the same key" });
            if (command.Kept)
                Header(operation, "Idempotency-Key", "A repeat under the same key gets the first answer");
            if (command.Edit)
                Header(operation, "If-Match", "The ETag that was read");
        }
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "No token, or none that holds" });
        operation.Responses.TryAdd("403", new OpenApiResponse { Description = "Another role, bank, firm or district" });
    }

    private static void Header(OpenApiOperation operation, string name, string what) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = name, In = ParameterLocation.Header, Required = true, Description = what, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    });
}
