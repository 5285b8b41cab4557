using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.IntellectualProperty;

/// <summary>Records a right on the firm's register. The kind decides the class (国科发火〔2016〕195号).</summary>
/// <param name="OwnedFrom">Where the firm was not its first owner: the day of the transfer.</param>
public sealed record RecordProperty(
    string IpNo, IpKind IpKind, DateOnly GrantedOn, IpAcquired AcquiredBy, string Source, DateOnly? ExpiresOn = null, string? OwnerShare = null,
    DateOnly? OwnedFrom = null, string? UsedInRecognitionId = null)
{
    internal static object[] Decide(RecordProperty command, Firm firm, DateOnly today)
    {
        Require.Text(command.IpNo, nameof(IpNo), 50);
        Require.Text(command.Source, nameof(Source));
        var owned = command.OwnedFrom ?? command.GrantedOn;
        if (command.GrantedOn > today || owned > today)
            throw new RuleBroken("ip.in-future", new { command.IpNo });
        if (owned < command.GrantedOn || (command.AcquiredBy == IpAcquired.SelfDeveloped && owned != command.GrantedOn))
            throw new RuleBroken("ip.owned-from", new { command.IpNo, command.GrantedOn });
        if (command.ExpiresOn < command.GrantedOn)
            throw new RuleBroken("ip.expires-before-grant", new { command.IpNo, command.GrantedOn });
        if (command.UsedInRecognitionId is { } used && firm.Recognitions.All(r => r.Id != used))
            throw new RuleBroken("recognition.unknown", new { recognitionId = used });
        var recorded = new IntellectualPropertyRecorded(
            firm.CreditCode, command.IpNo, Property.ClassOf(command.IpKind), command.IpKind, command.GrantedOn, owned, command.ExpiresOn,
            command.OwnerShare, command.AcquiredBy, command.UsedInRecognitionId, command.Source);
        if (firm.Properties.FirstOrDefault(p => p.IpNo == command.IpNo && p.EndedOn is null) is not { } known)
            return [recorded];
        return (known.IpKind, known.GrantedOn, known.OwnedFrom, known.ExpiresOn) == (recorded.IpKind, recorded.GrantedOn, recorded.OwnedFrom, recorded.ExpiresOn)
            ? []
            : throw new RuleBroken("ip.differs", new { command.IpNo, known.IpKind, known.GrantedOn });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/properties", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(RecordProperty command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.Today);
        if (happened.Length > 0 && command.UsedInRecognitionId is not null)
            await UseProperty.Take(context.Session, command.IpNo, id, cancellation);
        return FirmVersion.Reply(stream, happened);
    }
}
