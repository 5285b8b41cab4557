using Cultivation.Criteria;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.IntellectualProperty;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>A right that stands in a filing.</summary>
/// <param name="Used">The title was granted on it: a right of class II serves no other filing.</param>
public sealed record FiledRight(string IpNo, bool Used);

/// <summary>
/// The rights that a firm names in a filing. For a high-tech title each of class II serves one filing for ever, and of several owners one alone uses a right
/// (国科发火〔2016〕195号): they are used once the title is granted, since a refused filing uses nothing up.
/// </summary>
internal static class FiledRights
{
    /// <summary>The rights named, each once. They are asked for the day of the filing.</summary>
    /// <param name="users">Who used them in the district.</param>
    /// <exception cref="RuleBroken">
    /// <c>ip.unknown</c>, <c>ip.not-in-force</c>; for the title that uses them <c>ip.used-before</c>, <c>ip.used-by-other</c>.
    /// </exception>
    internal static string[] Check(string[] named, Firm firm, Stage stage, IReadOnlyCollection<PropertyUser> users, DateOnly filedOn)
    {
        string[] rights = [.. named.Distinct(StringComparer.Ordinal)];
        foreach (var ipNo in rights)
        {
            var right = UseProperty.Known(ipNo, firm);
            UseProperty.RequireInForce(right, filedOn);
            if (!stage.Entry.Credentials.Contains(RecordAnnualReport.Title))
                continue;
            UseProperty.RequireUnused(right);
            UseProperty.RequireOwn(users.FirstOrDefault(u => u.Id == ipNo), Firm.IdOf(firm.Id));
        }
        return rights;
    }

    /// <summary>The same, of a filing; null where it names none.</summary>
    internal static async Task<string[]?> Check(
        IDocumentSession session, string[]? named, Firm firm, Stage stage, DateOnly filedOn, CancellationToken cancellation) =>
        named is null ? null : Check(named, firm, stage, await session.LoadManyAsync<PropertyUser>(cancellation, named), filedOn);

    /// <summary>
    /// What the grant of a title uses. What another filing or another owner used meanwhile stays with them: the authority's answer is a fact and is not refused for it.
    /// </summary>
    internal static IntellectualPropertyUsed[] Use(Case @case, Firm firm, string credentialType, IReadOnlyCollection<PropertyUser> users, DateOnly today)
    {
        if (credentialType != RecordAnnualReport.Title)
            return [];
        var filedOn = Clock.Day(@case.SubmittedOn);
        return [.. @case.Rights.Where(right => users.All(u => u.Id != right.IpNo || u.FirmId == @case.FirmId))
            .Select(right => firm.Properties.LastOrDefault(p => p.IpNo == right.IpNo)).OfType<Property>()
            .Where(p => p.InForceOn(filedOn) && (p.IpClass == IpClass.I || p.Uses.Length == 0))
            .SelectMany(p => UseProperty.Decide(new(@case.Number, filedOn), p.IpNo, firm, today)).Cast<IntellectualPropertyUsed>()];
    }

    /// <summary>Those of its rights that this filing used; null for none.</summary>
    internal static string[]? UsedBy(Case @case, Firm firm)
    {
        var used = firm.Properties.Where(p => p.Uses.Any(u => u.FilingRef == @case.Number)).Select(p => p.IpNo).ToHashSet(StringComparer.Ordinal);
        return @case.Rights.Select(right => right.IpNo).Where(used.Contains).ToArray() is { Length: > 0 } named ? named : null;
    }
}
