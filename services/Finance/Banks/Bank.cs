using Cultivation.Finance.Feeds.Webhooks;

namespace Cultivation.Finance.Banks;

/// <summary>A bank, the agreement in force, and where its feed is sent; stream <c>bank:{id}</c>.</summary>
public sealed record Bank(string Id, string BankId, string NameZh, string NameEn, Agreement? Agreement, long Version, Webhook? Webhook = null)
{
    /// <summary>Before the first event.</summary>
    public Bank() : this("", "", "", "", null, 0) { }

    /// <summary>Key of the bank's stream.</summary>
    public static string Key(string bankId) => $"bank:{bankId}";

    /// <summary>The agreement covers this product on this day.</summary>
    public bool Covers(string product, DateOnly day) => Agreement is { } a && a.From <= day && day <= a.To && a.Products.Contains(product);

    /// <summary>The state after one more event.</summary>
    public Bank Evolve(object happened) => happened switch
    {
        BankRegistered r => this with { Id = Key(r.BankId), BankId = r.BankId, NameZh = r.NameZh, NameEn = r.NameEn },
        BankSubscribed s => this with { Agreement = new Agreement(s.SubscriptionId, s.Products, s.From, s.To, s.AgreementRef) },
        _ => this with { Webhook = Webhook.Evolve(Webhook, happened) },
    };
}

/// <summary>What a bank and the district agreed on.</summary>
/// <param name="To">Last day.</param>
public sealed record Agreement(string SubscriptionId, string[] Products, DateOnly From, DateOnly To, string Ref);
