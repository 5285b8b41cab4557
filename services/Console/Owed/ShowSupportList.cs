using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Owed;

/// <summary>The district's support list (支持名单) on a day. A firm is entered and taken off on its own page.</summary>
internal static class ShowSupportList
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/owed/support-list", Show).For(Office.Readers);

    private static async Task<IResult> Show(string? asOf, string? after, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        var day = Fields.Day(asOf) ?? reader.Today;
        var found = await gateway.Read<Page<Supported>>(Urls.Query("api/finance/v1/support-list", ("asOf", $"{day:yyyy-MM-dd}"), ("after", after)), cancellation);
        return PageSetup.Page<SupportPage>(new { Found = found, AsOf = day, Rules = await rules });
    }
}

/// <summary>A firm on the support list.</summary>
/// <param name="Until">First day without it; null while it is on it.</param>
public sealed record Supported(string FirmId, string CreditCode, string LegalName, DateOnly From, string Reason, DateOnly? Until, string? Exit);
