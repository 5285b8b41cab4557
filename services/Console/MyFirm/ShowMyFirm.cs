using Cultivation.Console.Firms;
using Cultivation.Console.Shared;
using Cultivation.Console.Subsidies;
using Cultivation.Hosting;

namespace Cultivation.Console.MyFirm;

/// <summary>What the firm is, and where it stands: today, as all that is recorded of it says.</summary>
internal static class ShowMyFirm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/my-firm", Show).For(Roles.Firm);

    private static async Task<IResult> Show(Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var id = MyFirmRoutes.Own(reader);
        var (rules, waiting) = (ladders.Read(cancellation), gateway.FindBeside<SubsidyView[]>($"api/finance/v1/firms/{id}/subsidies", cancellation));
        var firm = await gateway.Read<FirmView>($"api/ladder/v1/firms/{id}", cancellation);
        var (ladder, next) = ShowFirm.Ahead(firm, await rules, reader);
        var answer = next is null ? null : await StageAnswer.Ask(firm.Id, next.Id, [], gateway, cancellation);
        var subsidies = await waiting ?? [];
        return PageSetup.Page<MyFirmPage>(new { Firm = firm, Subsidies = subsidies.Count(subsidy => subsidy.Waits), Rules = await rules, Ladder = ladder, Next = next, Answer = answer });
    }
}
