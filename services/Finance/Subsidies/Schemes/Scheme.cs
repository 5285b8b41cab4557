using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.Subsidies.Schemes;

/// <summary>A scheme; stream <c>scheme:{id}</c>.</summary>
public sealed record Scheme(string Id, string SchemeId, SchemeVersion[] Versions, long Version)
{
    /// <summary>Before the first event.</summary>
    public Scheme() : this("", "", [], 0) { }

    /// <summary>Digests of the runs that were recorded: the same again is nothing new.</summary>
    public string[] Runs { get; init; } = [];

    /// <summary>Key of a scheme's stream.</summary>
    public static string Key(string schemeId) => $"scheme:{schemeId}";

    /// <summary>The state after one more event.</summary>
    public Scheme Evolve(IEvent happened) => After(happened.Data) with { Id = happened.StreamKey! };

    internal Scheme After(object happened) => happened switch
    {
        SchemePublished p => this with
        {
            SchemeId = p.SchemeId, Versions = [.. Versions, new(p.Version, p.NameZh, p.NameEn, p.Rules, p.DocumentRef, p.PublishedOn, [])],
        },
        SchemeFigureConfirmed c => this with
        {
            Versions = [.. Versions.Select(v => v.Number == c.Version ? v with { Confirmed = [.. v.Confirmed, new(c.Figure, c.DocumentRef)] } : v)],
        },
        SchemeRun r => this with { Runs = [.. Runs, r.Digest] },
        _ => this,
    };

    /// <summary>A version; the newest where none is named.</summary>
    /// <exception cref="RuleBroken"><c>scheme.version-unknown</c>.</exception>
    internal SchemeVersion At(int? version) =>
        Versions.LastOrDefault(v => version is null || v.Number == version) ?? throw new RuleBroken("scheme.version-unknown", new { version });
}

/// <summary>A version of a scheme.</summary>
/// <param name="Confirmed">Figures that were confirmed since.</param>
public sealed record SchemeVersion(
    int Number, string NameZh, string NameEn, SchemeRules Rules, string DocumentRef, DateOnly PublishedOn, ConfirmedFigure[] Confirmed)
{
    /// <summary>Names of the figures that still wait for a person.</summary>
    internal string[] Unconfirmed() => [.. Rules.ToConfirm().Except(Confirmed.Select(c => c.Figure), StringComparer.Ordinal)];
}

/// <summary>A figure, and the document that confirms it.</summary>
public sealed record ConfirmedFigure(string Figure, string DocumentRef);
