using Cultivation.Ladder.Calendars;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.Ladder.Cases;

/// <summary>A calendar that is published or corrected moves the due days of open cases in every district. It may run twice: what is right stays.</summary>
internal sealed class CalendarClocks : SubscriptionBase
{
    private readonly IServiceProvider services;

    public CalendarClocks(IServiceProvider services)
    {
        this.services = services;
        Name = "CalendarClocks";
        IncludeType<WorkingDayCalendarPublished>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        // The store is asked for here, since it is made after its subscriptions.
        await services.GetRequiredService<RecomputeClocks>().RunAll("service:ladder", cancellationToken);
        return NullChangeListener.Instance;
    }
}
