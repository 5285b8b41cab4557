using System.Text.Json;
using Cultivation.Criteria;
using JasperFx.Events;

namespace Cultivation.Ladder.Discovery;

/// <summary>A saved search over the register: who is near a stage, and what else must be so.</summary>
public sealed record Screen
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string ScreenId { get; init; } = "";
    public string Name { get; init; } = "";
    public string StageId { get; init; } = "";
    public int MostMissing { get; init; }
    public int? MostOpen { get; init; }
    public string? Town { get; init; }
    public string? Industry { get; init; }
    public JsonElement? Criteria { get; init; }
    public bool Retired { get; init; }
    public DateOnly? AppliedOn { get; init; }

    internal static string Key(string screenId) => $"screen:{screenId}";

    internal Near Near => new(StageId, MostMissing, MostOpen ?? int.MaxValue, Town, Industry);

    /// <exception cref="RuleBroken"><c>screen.unknown</c>, or <c>version.stale</c> when the caller edits another version.</exception>
    internal static async Task<IEventStream<Screen>> Fetch(CommandContext context, string id, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Screen>(Key(id), cancellation);
        if (stream.Aggregate is null)
            throw new RuleBroken("screen.unknown", new { id });
        return context.ExpectedVersion == 0 || context.ExpectedVersion == stream.StartingVersion ? stream : throw new RuleBroken("version.stale");
    }

    /// <summary>The criteria, parsed; null for none.</summary>
    /// <exception cref="RuleBroken"><c>screen.criteria-invalid</c>, with the errors by their JSON paths.</exception>
    internal static Group? Parse(JsonElement? criteria)
    {
        if (criteria is not { ValueKind: not JsonValueKind.Null } written)
            return null;
        try
        {
            return CriteriaFile.Parse(written.GetRawText());
        }
        catch (ProgrammeInvalid invalid)
        {
            throw new RuleBroken("screen.criteria-invalid", new { errors = invalid.Errors });
        }
    }

    public Screen Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public Screen Fold(object happened) => happened switch
    {
        ScreenSaved e => this with
        {
            ScreenId = e.ScreenId, Name = e.Name, StageId = e.StageId, MostMissing = e.MostMissing, MostOpen = e.MostOpen, Town = e.Town, Industry = e.Industry,
            Criteria = e.Criteria,
        },
        ScreenApplied e => this with { AppliedOn = e.On },
        ScreenRetired => this with { Retired = true },
        _ => this,
    };
}
