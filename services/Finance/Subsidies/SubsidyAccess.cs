using Cultivation.Finance.Consents;
using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.Subsidies;

/// <summary>Whose a subsidy is.</summary>
internal static class SubsidyAccess
{
    /// <summary>The subsidy to change; a firm has to do with its own only.</summary>
    /// <exception cref="RuleBroken"><c>subsidy.unknown</c>, <c>firm.forbidden</c>.</exception>
    public static async Task<IEventStream<Subsidy>> Fetch(CommandContext context, string subsidyId, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Subsidy>(Subsidy.Key(subsidyId), cancellation);
        FirmAccess.Check(context.Person, (stream.Aggregate ?? throw new RuleBroken("subsidy.unknown", new { subsidyId })).FirmId);
        await context.Session.ShowTexts(stream.Aggregate, cancellation);
        return stream;
    }

    /// <summary>Appends what was decided, and shows the subsidy as it will stand.</summary>
    public static Reply Append(IEventStream<Subsidy> stream, object[] happened, Person person)
    {
        stream.AppendMany(happened);
        return Reply.Ok(SubsidyView.Of(happened.Aggregate(stream.Aggregate!, (state, one) => state.After(one)), person));
    }
}
