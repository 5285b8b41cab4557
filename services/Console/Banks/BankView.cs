using Cultivation.Console.Shared;

namespace Cultivation.Console.Banks;

/// <summary>A partner bank.</summary>
/// <param name="Agreement">Null before the first.</param>
/// <param name="Silence">Why it is told nothing, whatever the agreement covers: lead-units-unnamed or approval-missing; null where it is told.</param>
public sealed record BankView(string Id, string NameZh, string NameEn, Agreement? Agreement, Approval[] Approvals, AmqpPlace Amqp, string? Silence);

/// <summary>What the bank may be told of, and until when.</summary>
/// <param name="Products">Codes.</param>
/// <param name="To">Last day.</param>
public sealed record Agreement(string AgreementRef, string[] Products, DateOnly From, DateOnly To);

/// <summary>A lead unit's approval of the bank being told.</summary>
public sealed record Approval(string Unit, string Ref, DateOnly From, DateOnly To);

/// <summary>The units that lead finance in the district: each has to approve before a bank is told.</summary>
/// <param name="Named">False before the district has said which there are, or that there are none.</param>
public sealed record LeadUnits(bool Named, LeadUnit[] Units, string DocumentRef)
{
    /// <summary>Null for who may not see them.</summary>
    internal static Task<LeadUnits?> Find(Gateway gateway, CancellationToken cancellation) => gateway.FindBeside<LeadUnits>("api/finance/v1/lead-units", cancellation);
}

/// <summary>A unit that leads finance.</summary>
public sealed record LeadUnit(string Code, string NameZh, string NameEn)
{
    internal string Name(Reader reader) => reader.Either(NameZh, NameEn);
}

/// <summary>Where the bank's queue is.</summary>
public sealed record AmqpPlace(string Vhost, string Queue, string User);

/// <summary>A loan product of the district.</summary>
public sealed record Product(string Code, string NameZh, string NameEn);

/// <summary>All products.</summary>
public sealed record ProductList(Product[] Products)
{
    internal static Task<ProductList> Read(Gateway gateway, CancellationToken cancellation) => gateway.Read<ProductList>("api/finance/v1/products", cancellation);

    /// <summary>The name in the reader's language; the code of what is not known.</summary>
    public string Name(string code, Reader reader) => Array.Find(Products, product => product.Code == code) is { } product ? reader.Either(product.NameZh, product.NameEn) : code;
}

/// <summary>A bank's queue.</summary>
/// <param name="State">free, nearlyFull or full.</param>
/// <param name="Position">Cursor up to which it was filled.</param>
/// <param name="Head">Cursor of the feed's last entry.</param>
/// <param name="Lag">Entries that are not in it yet.</param>
/// <param name="Messages">Waiting in it, of <paramref name="Limit"/>.</param>
public sealed record QueueStanding(
    string State, DateTimeOffset? Since, long Messages, long Limit, long Consumers, string Position, string Head, long Lag, int Replays);

/// <summary>A bank's webhook.</summary>
/// <param name="State">active, paused or disabled.</param>
/// <param name="Lag">Entries that were not delivered yet.</param>
/// <param name="Behind">Firms whose next entry failed or waits.</param>
/// <param name="Secrets">Ends of those that are valid; the newest has none.</param>
public sealed record WebhookStanding(
    string Address, string State, DateTimeOffset? StoppedAt, string? StoppedReason, string Position, string Head, long Lag, int Behind,
    DateTimeOffset? FailingSince, string? Reason, bool CircuitOpen, DateTimeOffset? NextAttemptAt, ValidSecret[] Secrets, int Replays);

/// <summary>A secret that is valid, until an instant where it has an end.</summary>
public sealed record ValidSecret(DateTimeOffset? EndsAt);
