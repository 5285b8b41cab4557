using Cultivation.Hosting;
using Cultivation.Hosting.Telemetry;

namespace Cultivation.Gateway.Operations;

/// <summary>What an operator asks of the house as a whole and not of one service: <c>/api/operations/v1</c>, with a document of its own beside it.</summary>
internal static class OperationsSetup
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddDocument("operations", root: "/");
        if (TelemetrySetup.TraceStore(builder.Configuration) is { } traces)
            builder.Services.AddSingleton(_ => new SpanReads(traces));
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapOpenApi("/api/operations/openapi/{documentName}.json");
        var operations = app.MapGroup("/api/operations/v1");
        FindTraces.Map(operations);
        ReadTrace.Map(operations);
        ReadServices.Map(operations);
    }
}
