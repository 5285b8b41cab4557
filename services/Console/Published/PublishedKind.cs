using System.Text.Json;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Published;

/// <summary>A kind of rules that the commission publishes as a file.</summary>
/// <param name="Name">In the page's address; what it is called is a text <c>published.{name}</c>.</param>
/// <param name="Command">Path of the command that publishes; of a thing that is published already where its id is given.</param>
/// <param name="Changes">There are further versions of one that is published.</param>
/// <param name="Owner">The district in which alone it is published; null for each district's own.</param>
/// <param name="Template">What a new file looks like, on a day.</param>
public sealed record PublishedKind(
    string Name, Func<string?, string> Command, bool Changes, string? Owner, Func<DateOnly, string> Template,
    Func<Gateway, Reader, CancellationToken, Task<IReadOnlyList<PublishedThing>>> Read)
{
    /// <summary>The policy owner whose rule it is.</summary>
    public bool Publishes(Reader reader) => reader.Person.Is(Roles.Policy) && (Owner is null || reader.District == Owner);
}

/// <summary>Something that is published.</summary>
/// <param name="Version">Of its rules; null where there is only one.</param>
/// <param name="Since">Since when its rules stand so; null where it is not told.</param>
/// <param name="File">The file of its next version, as it stands now.</param>
/// <param name="Unconfirmed">Figures that wait for a person with a document.</param>
/// <param name="Balances">Of a risk pool: what each partner has in it, yuan.</param>
public sealed record PublishedThing(
    string Id, string NameZh, string NameEn, int? Version, DateOnly? Since, string? DocumentRef, object File, string[] Unconfirmed, PoolBalance[]? Balances)
{
    /// <summary>For a person's eye and for the form.</summary>
    public string Text => JsonText.Of(JsonSerializer.SerializeToElement(File, Gateway.Json));
}

/// <summary>A partner's part of a pool, yuan.</summary>
public sealed record PoolBalance(string PartnerId, decimal Amount);
