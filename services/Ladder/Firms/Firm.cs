using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Recognitions;
using Cultivation.Ladder.Stages;
using JasperFx.Events;

namespace Cultivation.Ladder.Firms;

/// <summary>What decisions about a firm read, and what its page shows. Kept inline as the snapshot of <c>firm:{id}</c>.</summary>
public sealed record Firm
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string CreditCode { get; init; } = "";
    public CheckDigitState CheckDigitState { get; init; }
    public DateOnly EstablishedOn { get; init; }
    public string RegisteredDivision { get; init; } = "";
    public string IndustryCode { get; init; } = "";
    public string EnterpriseType { get; init; } = "";
    public string? Town { get; init; }

    /// <summary>All names, the present one last. Number and dates of titles do not move with a name.</summary>
    public NameHeld[] Names { get; init; } = [];
    public Fact[] Facts { get; init; } = [];
    public Recognition[] Recognitions { get; init; } = [];
    public StageMark[] Stages { get; init; } = [];

    /// <summary>Last day of the recognition that ends first and has no successor; it finds what a closing day must expire.</summary>
    public DateOnly? NextExpiryOn { get; init; }

    /// <summary>Last recommendation of each stage, to tell an expiry whose renewal is under way.</summary>
    public Recommendation[] Recommendations { get; init; } = [];

    /// <summary>Promises to the commission that proved false.</summary>
    public BrokenCommitment[] BrokenCommitments { get; init; } = [];

    public static string Key(string id) => $"firm:{id}";

    /// <summary>The opaque id in a stream's key.</summary>
    public static string IdOf(string streamKey) => streamKey["firm:".Length..];

    public string LegalName() => Names[^1].Name;

    /// <summary>The stream to append to.</summary>
    /// <exception cref="RuleBroken"><c>firm.unknown</c>, or <c>version.stale</c> when the caller read another version.</exception>
    internal static async Task<IEventStream<Firm>> Fetch(CommandContext context, string id, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Firm>(Key(id), cancellation);
        if (stream.Aggregate is null)
            throw new RuleBroken("firm.unknown", new { id });
        return context.ExpectedVersion == 0 || context.ExpectedVersion == stream.StartingVersion ? stream : throw new RuleBroken("version.stale");
    }

    public Firm Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public Firm Fold(IEnumerable<object> happened) => happened.Aggregate(this, (firm, e) => firm.Fold(e));

    public Firm Fold(object happened) => happened switch
    {
        EnterpriseRegistered e => this with
        {
            CreditCode = e.Uscc, CheckDigitState = e.CheckDigitState, EstablishedOn = e.EstablishedOn, RegisteredDivision = e.RegisteredDivision,
            IndustryCode = e.IndustryCode, EnterpriseType = e.EnterpriseType, Town = e.Town, Names = [new(e.LegalName, e.EstablishedOn)],
        },
        EnterpriseRenamed e => this with { Names = [.. Names, new(e.NewName, e.ChangedOn)] },
        AnnualFactSubmitted e => this with { Facts = [.. Facts, Fact.Of(e)] },
        AnnualFactCorrected e => this with { Facts = [.. Facts.Select(f => f.Id == e.Supersedes ? f with { Value = e.NewValue } : f)] },
        RecognitionGranted e => Known([.. Recognitions, Recognition.Of(e)]),
        RecognitionExpired e => Known(With(e.RecognitionId, r => r with { Expired = true })),
        RecognitionRevoked e => Known(With(e.RecognitionId, r => r with { RevokedFrom = e.EffectiveFrom })),
        StageEntered e => this with { Stages = StageHistory.With(Stages, StageMark.Of(e)) },
        StageLeft e => this with { Stages = StageHistory.With(Stages, StageMark.Of(e)) },
        DistrictRecommended e => this with
        {
            Recommendations = [.. Recommendations.Where(r => r.StageId != e.StageId), new(e.StageId, e.Decision, e.DecidedOn)],
        },
        RecommendationWithdrawn e => this with { Recommendations = [.. Recommendations.Where(r => r.StageId != e.StageId)] },
        CommitmentBroken e => this with { BrokenCommitments = [.. BrokenCommitments, new(e.CaseId, e.StageId, e.FoundOn)] },
        _ => this,
    };

    private Recognition[] With(string recognitionId, Func<Recognition, Recognition> change) =>
        [.. Recognitions.Select(r => r.Id == recognitionId ? change(r) : r)];

    private Firm Known(Recognition[] recognitions) => this with
    {
        Recognitions = recognitions,
        NextExpiryOn = recognitions.Where(r => r.Live && !r.RenewedIn(recognitions)).Min(r => r.ValidTo),
    };
}

/// <summary>A name and the day from which the firm had it.</summary>
public sealed record NameHeld(string Name, DateOnly From);

/// <summary>An annual figure of a firm, with its definition and source, at its latest value.</summary>
public sealed record Fact(
    string Id, int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, SourceKind SourceKind, FactScope Scope, string? DocumentHash)
{
    internal (int FiscalYear, string Metric, string DefinitionId, FactScope Scope) Key => (FiscalYear, Metric, DefinitionId, Scope);

    internal static Fact Of(AnnualFactSubmitted e) =>
        new(e.FactId, e.FiscalYear, e.Metric, e.DefinitionId, e.Value, e.Unit, e.SourceKind, e.Scope, e.DocumentHash);
}

/// <summary>What the district last said of the firm for a stage that others grant.</summary>
public sealed record Recommendation(string StageId, CaseDecision Decision, DateOnly On);
