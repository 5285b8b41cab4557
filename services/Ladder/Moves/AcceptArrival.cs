using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Recognitions;
using Marten;

namespace Cultivation.Ladder.Moves;

/// <summary>
/// Takes over a firm that another district handed over: opens its stream here with <c>cameFrom</c>. Names, figures, rights, records and titles come
/// along as they were recorded there; stages, pools, recommendations and what teams were do not. It is known here from today on.
/// </summary>
public sealed record AcceptArrival(string FromDistrict, string FirmId)
{
    /// <param name="there">The firm as it stands in the other district.</param>
    /// <param name="happened">Its events there, oldest first.</param>
    internal static List<object> Decide(
        AcceptArrival command, Firm? there, IEnumerable<object> happened, string district, Rungs rungs, DateOnly known)
    {
        if (there?.WentTo is not { } custody || custody.ToDistrict != district)
            throw new RuleBroken("move.not-handed-over", new { command.FromDistrict, command.FirmId });
        var from = new CameFrom(command.FromDistrict, command.FirmId, custody.EffectiveOn, custody.HandoverRef, custody.OpenObligations);
        List<object> brought =
        [
            new EnterpriseRegistered(
                there.CreditCode, there.Names[0].Name, there.EstablishedOn, there.DivisionOn(there.EstablishedOn), there.IndustryCode, there.EnterpriseType,
                there.CheckDigitState, $"{command.FromDistrict} {custody.HandoverRef}", null, there.Team?.Id, from, there.Kind),
            .. happened.Where(ComesAlong),
        ];
        return [.. brought, .. SettleRecognitions.Decide(new Firm().Fold(brought), rungs, known.AddDays(-1), known)];
    }

    // With what was recorded comes what took it back: a figure or title that was a mistake there is none here, and one that was given back is valid.
    private static bool ComesAlong(object happened) => happened is EnterpriseRenamed or EnterpriseChangeReported or RegistrationMoved
        or AnnualFactSubmitted or AnnualFactCorrected or AnnualFactVerified or AnnualFactAnnulled or RecognitionRestored or RecognitionAnnulled
        or RecognitionRefused or RecognitionNumbered or Agreements.AgreementSigned or Agreements.AgreementConcluded or IntellectualPropertyRecorded or IntellectualPropertyChanged
        or IntellectualPropertyUsed or AdverseRecordListed or AdverseRecordRemoved or RecognitionGranted or RecognitionExpired or RecognitionRevoked
        or AnnualReportRecorded or CancellationProposed or CancellationProposalSettled or Groups.ControlRelationRecorded
        or Restructurings.EnterpriseRestructured or Restructurings.RestructuringAllocated;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/arrivals", Handle).IsCommand(Roles.Supervisor).Produces<FirmRegistered>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(AcceptArrival command, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        MoveRegistration.CheckDivision(command.FromDistrict);
        await using var there = context.Reference(command.FromDistrict);
        var firm = await there.LoadAsync<Firm>(Firm.Key(command.FirmId), cancellation);
        var happened = await there.Events.FetchStreamAsync(Firm.Key(command.FirmId), token: cancellation);
        await there.ShowTexts(firm?.WentTo, cancellation);
        await there.ShowTexts(happened.Select(e => e.Data), cancellation);
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs;
        var brought = Decide(command, firm, happened.Select(e => e.Data), context.Tenant, rungs, context.KnownDay());
        var code = firm!.CreditCode;
        if (await context.Session.LoadAsync<CreditCode>(code, cancellation) is { } taken)
            throw new RuleBroken("firm.code-taken", new { taken.FirmId });
        var id = context.NewId();
        context.Session.Insert(new CreditCode(code, id));
        // Who used a right elsewhere is its one user here too, unless another owner of this district was.
        string[] used = [.. firm.Properties.Where(p => p.Uses.Length > 0).Select(p => p.IpNo).Distinct(StringComparer.Ordinal)];
        var users = await context.Session.LoadManyAsync<PropertyUser>(cancellation, used);
        foreach (var ipNo in used.Except(users.Select(u => u.Id)))
            context.Session.Insert(new PropertyUser(ipNo, id));
        context.Session.Events.StartStream<Firm>(Firm.Key(id), [.. brought]);
        context.Session.BringTexts(Firm.Key(id), brought);
        return Reply.Created($"firms/{id}", new FirmRegistered(id, code, firm.CheckDigitState), version: brought.Count);
    }
}
