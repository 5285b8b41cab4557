using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Imports;
using Marten;

namespace Cultivation.Ladder.Groups;

/// <summary>A firm of the same group on a day, with the titles that it holds then.</summary>
/// <param name="Controls">It controls the firm; otherwise it is controlled by it.</param>
/// <param name="Id">Null for a firm that is not registered here.</param>
/// <param name="Version">Of its stream as it was read; 0 for a firm that is not registered here.</param>
internal sealed record GroupMember(string CreditCode, bool Controls, decimal? SharePct, string? Id, string? LegalName, string[] Titles, long Version = 0);

/// <summary>The firms that control a firm or are controlled by it, and what their titles mean for it.</summary>
internal static class GroupOf
{
    /// <summary>A programme's clause of this kind names the criterion that a title of the group fails, and the titles.</summary>
    public const string Kind = "groupTitles";

    /// <summary>Direct relations that are valid on the day.</summary>
    public static async Task<IReadOnlyList<GroupMember>> Read(IQuerySession session, Firm firm, DateOnly day, CancellationToken cancellation)
    {
        var valid = Valid(firm, day);
        if (valid.Length == 0)
            return [];
        return Of(firm, day, await FirmsByCode.Load(session, valid.Select(r => Other(firm, r)), cancellation));
    }

    /// <summary>The same, where the other firms are read already.</summary>
    public static IReadOnlyList<GroupMember> Of(Firm firm, DateOnly day, IReadOnlyDictionary<string, Firm> byCode)
    {
        return [.. Valid(firm, day).Select(r => Member(r, byCode.GetValueOrDefault(Other(firm, r))))];

        GroupMember Member(ControlRelation relation, Firm? other) => new(
            Other(firm, relation), Below(firm, relation), relation.SharePct, other is null ? null : Firm.IdOf(other.Id), other?.LegalName(),
            [.. other?.Recognitions.Where(t => t.ValidOn(day)).Select(t => t.CredentialType).Distinct() ?? []], other?.Version ?? 0);
    }

    private static ControlRelation[] Valid(Firm firm, DateOnly day) => [.. firm.Controls.Where(r => r.ParentUscc is not null && r.ValidOn(day))];

    // Relations name codes; one may have been corrected since.
    private static bool Below(Firm firm, ControlRelation relation) => relation.ChildUscc == firm.CreditCode || firm.FormerCodes.Contains(relation.ChildUscc);

    private static string Other(Firm firm, ControlRelation relation) => Below(firm, relation) ? relation.ParentUscc! : relation.ChildUscc;

    /// <summary>The answer no to each criterion that forbids a title in the group; a group without one answers nothing.</summary>
    public static IEnumerable<Judgement> Judgements(RuleBook book, IReadOnlyCollection<GroupMember> group) => group.Count == 0 ? [] : book.Clauses()
        .Where(c => c.Kind == Kind && c.Data is not null && c.Standing.MayDecide(book.Confirmed))
        .Select(c => c.Data!.Value.Deserialize<Rule>(Json.Web)!)
        .SelectMany(
            rule => group.Where(member => member.Titles.Intersect(rule.Credentials).Any()),
            (rule, member) => new Judgement(rule.Criterion, false, null, $"集团内已获称号 {member.CreditCode} {member.LegalName}"));

    private sealed record Rule(string Criterion, string[] Credentials);
}
