using Microsoft.AspNetCore.Http.Extensions;

namespace Cultivation.Console.Shared;

/// <summary>Addresses of pages and of the gateway's routes.</summary>
public static class Urls
{
    /// <summary>This page with another value in its query; null leaves the name out.</summary>
    public static string With(HttpRequest request, string name, string? value)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != name && pair.Key != "said").Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
        if (value is not null)
            query.Add(name, value);
        return request.Path + query.ToString();
    }

    /// <summary>A path with a query of what is not empty.</summary>
    public static string Query(string path, params (string Name, string? Value)[] values)
    {
        var query = new QueryBuilder(values.Where(value => !string.IsNullOrEmpty(value.Value)).Select(value => KeyValuePair.Create(value.Name, value.Value!)));
        return path + query.ToString();
    }

    /// <summary>A value as a part of a path.</summary>
    public static string Part(string value) => Uri.EscapeDataString(value);
}
