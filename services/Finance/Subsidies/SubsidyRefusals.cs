using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Subsidies;

/// <summary>Keeps on record who tried to approve what that person had brought about.</summary>
internal sealed class SubsidyRefusals(IDocumentStore store, TimeProvider time) : IEndpointFilter
{
    private const string SamePerson = "subsidy.same-person";

    /// <summary>Once for each person, act and cause: who tries again adds nothing.</summary>
    internal static object[] Decide(Subsidy subsidy, string person, string act, string cause, DateTimeOffset now) =>
        subsidy.Refused.Contains(new(person, act, cause)) ? [] : [new SubsidyActRefused(subsidy.SubsidyId, person, act, cause, now)];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        RecordedRefusal.Guard(context, next, store, refused => refused.Code == SamePerson, async (session, _, person, cancellation) =>
        {
            var stream = await session.Events.FetchForWriting<Subsidy>(Subsidy.Key(context.Named("subsidyId")), cancellation);
            stream.AppendMany(Decide(stream.Aggregate!, person, "approval", SamePerson, time.GetUtcNow()));
        });
}
