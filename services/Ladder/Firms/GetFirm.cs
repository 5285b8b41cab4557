using Cultivation.Ladder.Recognitions;

namespace Cultivation.Ladder.Firms;

/// <summary>Everything the firm's page shows, as of one day, as known on another.</summary>
/// <param name="CreditCode">Null for a team, which has none.</param>
/// <param name="LegalName">The name on the day asked about; of a team its project's title.</param>
/// <param name="Provisional">The day of knowledge is not over: the answer may still change.</param>
/// <param name="Stage">The highest stage of the main chain held on the day; null for none.</param>
/// <param name="SideRungs">Rungs of side ladders held on the day, beside the stages.</param>
/// <param name="Refusals">Titles that an authority refused it, as far as that was known on the day asked about.</param>
/// <param name="AtRisk">The firm keeps a stage without the title that it rests on (嘉定 jd.rule.4).</param>
internal sealed record FirmPage(
    string Id, string? CreditCode, CheckDigitState CheckDigitState, string LegalName, NameHeld[] Names, DateOnly? EstablishedOn, string RegisteredDivision,
    string IndustryCode, string EnterpriseType, string? Town, OrganisationKind Kind, DateOnly AsOf, DateOnly KnownOn, bool Provisional, string? Stage, StageHeld[] StagesHeld,
    SideRungHeld[] SideRungs, bool AtRisk, RecognitionShown[] Recognitions, Refusal[] Refusals, Fact[] Facts, StageSpan[] StageHistory, Recommendation[] Recommendations, FirmAffairs Affairs)
{
    public static FirmPage Of(Firm firm, TwoTimes asked, Rungs rungs)
    {
        var team = firm.Names.Length == 0;
        var all = Stages.StageHistory.HeldOn(firm.Stages, asked.AsOf).ToLookup(stage => rungs.IsBeside(stage, asked.AsOf));
        StageHeld[] held = [.. all[false].Select(stage => StageHeld.Of(stage, firm, asked.AsOf, rungs)).OrderBy(s => s.Order)];
        return new(
            Firm.IdOf(firm.Id), team ? null : firm.CreditCode, firm.CheckDigitState, NameOn(firm, asked.AsOf), firm.Names,
            team ? null : firm.EstablishedOn, firm.RegisteredDivision,
            firm.IndustryCode, firm.EnterpriseType, firm.Town, firm.Kind, asked.AsOf, asked.KnownOn, asked.Provisional, held.LastOrDefault()?.StageId, held,
            [.. all[true].Select(rung => SideRungHeld.Of(rung, firm, asked.AsOf, rungs)).OrderBy(r => r.LadderId, StringComparer.Ordinal).ThenBy(r => r.Rung.Order)],
            held.Any(s => s.AtRiskWithout.Length > 0), [.. firm.Recognitions.Where(r => !r.Annulled).OrderBy(r => r.ValidFrom).Select(r => RecognitionShown.Of(r, asked.AsOf))],
            [.. firm.Refusals.Where(r => r.KnownOn <= asked.AsOf)], firm.Facts, [.. Stages.StageHistory.Spans(firm.Stages)], firm.Recommendations, FirmAffairs.Of(firm, asked.AsOf, rungs));
    }

    private static string NameOn(Firm firm, DateOnly day) => (firm.Names.LastOrDefault(n => n.From <= day) ?? firm.Names.FirstOrDefault())?.Name ?? firm.LegalName();
}

/// <summary>A stage held on the day asked about.</summary>
/// <param name="AtRiskWithout">Titles that are missing.</param>
internal sealed record StageHeld(
    string StageId, int Order, string NameZh, string NameEn, DateOnly Since, string Basis, string BasisRef, string[] AtRiskWithout)
{
    public static StageHeld Of(string stageId, Firm firm, DateOnly day, Rungs rungs)
    {
        var span = StageHistory.Spans(firm.Stages).Last(s => s.StageId == stageId && s.From <= day);
        var rung = rungs.Find(stageId, day)?.Rung;
        var missing = rung?.AtRiskWithout.Where(title => !firm.Recognitions.Any(r => r.CredentialType == title && r.ValidOn(day))) ?? [];
        return new(stageId, rung?.Order ?? 0, rung?.NameZh ?? stageId, rung?.NameEn ?? stageId, span.From, span.Basis, span.BasisRef, [.. missing]);
    }
}

/// <summary>A rung of a side ladder held on the day asked about.</summary>
internal sealed record SideRungHeld(string LadderId, string LadderZh, string LadderEn, StageHeld Rung)
{
    public static SideRungHeld Of(string stageId, Firm firm, DateOnly day, Rungs rungs)
    {
        var ladder = rungs.Find(stageId, day)!.Value.Rung.Beside!;
        return new(ladder.Id, ladder.Name.Zh, ladder.Name.En, StageHeld.Of(stageId, firm, day, rungs));
    }
}

internal enum RecognitionState { NotYetValid, Valid, Ended, Revoked }

/// <summary>A title on the day asked about.</summary>
internal sealed record RecognitionShown(
    string Id, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? RevokedFrom,
    string Authority, DateOnly AnnouncedOn, string ListRef, RecognitionState State)
{
    public static RecognitionShown Of(Recognition r, DateOnly day) => new(
        r.Id, r.CredentialType, r.CertificateNo, r.IssuedOn, r.ValidFrom, r.ValidTo, r.RevokedFrom, r.Authority, r.AnnouncedOn, r.ListRef,
        r.ValidOn(day) ? RecognitionState.Valid
        : r.RevokedFrom <= day || r.Lost.Any(l => l.From <= day && day < l.To) ? RecognitionState.Revoked
        : day < r.ValidFrom ? RecognitionState.NotYetValid
        : RecognitionState.Ended);
}

internal static class GetFirm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}", Handle)
        .IsQuery(Readers.OfficeAndFirm);

    private static async Task<FirmPage> Handle(
        string id, DateOnly? asOf, DateOnly? knownOn, QueryContext context, Shelf shelf, HttpResponse response, CancellationToken cancellation)
    {
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var firm = await FirmReader.Read(context, id, asked, cancellation);
        response.Headers.ETag = Reply.Tag(firm.Version);
        return FirmPage.Of(firm, asked, (await shelf.Look(context.Tenant, cancellation)).Rungs);
    }
}
