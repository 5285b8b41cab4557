using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Recognitions;

/// <summary>The three clocks of one kind of title: the days of its certificates, the tax years, and the stages that it holds.</summary>
/// <param name="Rule">By which the years are told, with how sure it is.</param>
internal sealed record TaxYearsPage(
    string FirmId, string CreditCode, string CredentialType, DateOnly AsOf, DateOnly KnownOn, bool Provisional, TaxRule Rule, RecognitionShown[] Certificates,
    TaxYear[] Years, StageSpan[] Stages);

/// <summary>The rule on tax of a kind of title, as the programme that defines the title writes it.</summary>
/// <param name="Rate">Of income, 0.15 for 15 percent.</param>
/// <param name="DocNo">Number of the document that it is taken from.</param>
/// <param name="MayDecide">Documented or confirmed. Where it is neither, the page only informs: ask the tax office.</param>
internal sealed record TaxRule(string Id, string Zh, string En, decimal Rate, string? DocNo, Certainty Certainty, bool MayDecide);

internal static class GetTaxYears
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/firms/{id}/tax-years", Handle).IsQuery(Readers.OfficeAndFirm);

    private static async Task<TaxYearsPage> Handle(
        string id, string credentialType, DateOnly? asOf, DateOnly? knownOn, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var firm = await FirmReader.Read(context, id, asked, cancellation);
        var rule = Rule(await shelf.Look(context.Tenant, cancellation), credentialType) ?? throw new RuleBroken("recognition.no-tax-rule", new { credentialType });
        Recognition[] titles = [.. firm.Recognitions.Where(r => r.CredentialType == credentialType && !r.Annulled).OrderBy(r => r.ValidFrom)];
        var refs = titles.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            id, firm.CreditCode, credentialType, asked.AsOf, asked.KnownOn, asked.Provisional, rule, [.. titles.Select(t => RecognitionShown.Of(t, asked.AsOf))],
            [.. TaxYears.Of(titles, asked.AsOf)], [.. StageHistory.Spans(firm.Stages).Where(s => refs.Contains(s.BasisRef))]);
    }

    // A title's rule on tax is the one whose id is the title's with ".tax", as cn.hnte.tax is.
    private static TaxRule? Rule(Published published, string credentialType)
    {
        foreach (var (_, programme) in published.Programmes)
        {
            var rules = published.Files[programme.Latest.Hash];
            if (rules.Programme.Confirmable.FirstOrDefault(c => c.Standing.Id == $"{credentialType}.tax") is not { } found)
                continue;
            var (written, standing) = (rules.Written[found.Standing.Id], found.Standing);
            var rate = written.TryGetProperty("data", out var data) && data.TryGetProperty("rate", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : 0;
            var confirmed = rules.Confirmed(programme.Confirmations).Keys.ToHashSet(StringComparer.Ordinal);
            return new(standing.Id, found.Text.Zh, found.Text.En, rate, standing.Source?.Document.DocNo, standing.Certainty, standing.MayDecide(confirmed));
        }
        return null;
    }
}
