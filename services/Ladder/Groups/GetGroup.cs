using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Groups;

/// <summary>Who controls a firm and whom it controls, on a day.</summary>
internal static class GetGroup
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/group", Handle).IsQuery(Readers.OfficeAndFirm);

    private static async Task<IReadOnlyList<GroupMember>> Handle(
        string id, DateOnly? asOf, DateOnly? knownOn, QueryContext context, CancellationToken cancellation)
    {
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var firm = await FirmReader.Read(context, id, asked, cancellation);
        return await GroupOf.Read(context.Session, firm, asked.AsOf, cancellation);
    }
}
