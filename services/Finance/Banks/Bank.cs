using Cultivation.Finance.Feeds.Webhooks;

namespace Cultivation.Finance.Banks;

/// <summary>A bank, the agreement in force, and where its feed is sent; stream <c>bank:{id}</c>.</summary>
public sealed record Bank(string Id, string BankId, string NameZh, string NameEn, Agreement? Agreement, long Version, Webhook? Webhook = null)
{
    /// <summary>Before the first event.</summary>
    public Bank() : this("", "", "", "", null, 0) { }

    /// <summary>Who has approved that the bank is told, and until when; one for each lead unit, the latest.</summary>
    public Approval[] Approvals { get; init; } = [];

    /// <summary>Key of the bank's stream.</summary>
    public static string Key(string bankId) => $"bank:{bankId}";

    /// <summary>The agreement covers this product on this day.</summary>
    public bool Covers(string product, DateOnly day) => IsAgreed(day) && Agreement!.Products.Contains(product);

    /// <summary>An agreement is in force on this day.</summary>
    public bool IsAgreed(DateOnly day) => Agreement is { } a && a.From <= day && day <= a.To;

    /// <summary>A lead unit has approved that the bank is told, for this day.</summary>
    public bool IsApproved(string unit, DateOnly day) => Approvals.Any(a => a.Unit == unit && a.From <= day && day <= a.To);

    /// <summary>The last day of a lead unit's approval; null where it gave none.</summary>
    public DateOnly? ApprovedThrough(string unit) => Approvals.FirstOrDefault(a => a.Unit == unit)?.To;

    /// <summary>The state after one more event.</summary>
    public Bank Evolve(object happened) => happened switch
    {
        BankRegistered r => this with { Id = Key(r.BankId), BankId = r.BankId, NameZh = r.NameZh, NameEn = r.NameEn },
        BankSubscribed s => this with { Agreement = new Agreement(s.SubscriptionId, s.Products, s.From, s.To, s.AgreementRef) },
        DisclosureApproved a => this with { Approvals = [.. Approvals.Where(b => b.Unit != a.Unit), new Approval(a.Unit, a.DocumentRef, a.From, a.To)] },
        DisclosureApprovalRevoked r => this with
        {
            Approvals = [.. Approvals.Select(a => a.Unit == r.Unit && r.EffectiveOn <= a.To ? a with { To = r.EffectiveOn.AddDays(-1) } : a)],
        },
        _ => this with { Webhook = Webhook.Evolve(Webhook, happened) },
    };
}

/// <summary>What a bank and the district agreed on.</summary>
/// <param name="To">Last day.</param>
public sealed record Agreement(string SubscriptionId, string[] Products, DateOnly From, DateOnly To, string Ref);

/// <summary>A lead unit's approval that a bank is told.</summary>
/// <param name="Unit">Code of the lead unit.</param>
/// <param name="Ref">The document that records it.</param>
/// <param name="To">Last day.</param>
public sealed record Approval(string Unit, string Ref, DateOnly From, DateOnly To);
