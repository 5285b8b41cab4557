using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Operations;

/// <summary>What an operator did to a service.</summary>
public sealed record OperatorAct(long Id, DateTimeOffset At, string By, string Act, string Target, string? Reason);

/// <summary>What operators did to one service, the newest first.</summary>
internal static class ShowActs
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/acts", Show).For(Standing.Readers);

    private static async Task<IResult> Show(string? service, long? after, Gateway gateway, CancellationToken cancellation)
    {
        var house = await gateway.Read<HouseView>("api/operations/v1/services", cancellation);
        var shown = house.Services.FirstOrDefault(one => one.Name == service) ?? house.Services[0];
        return PageSetup.Page<ActsPage>(new
        {
            Service = shown.Name,
            Services = (IReadOnlyList<string>)[.. house.Services.Select(one => one.Name)],
            Acts = await gateway.Read<Page<OperatorAct>>(Urls.Query($"api/{shown.Name}/v1/operations/acts", ("cursor", after?.ToString())), cancellation),
        });
    }
}
