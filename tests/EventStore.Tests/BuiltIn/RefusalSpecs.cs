using JasperFx.Events.Projections;
using Marten;
using Marten.Exceptions;

namespace Cultivation.EventStore.Tests;

/// <summary>What the store cannot do, or cannot make sense of, is refused with a reason when it is built or asked.</summary>
public sealed class RefusalSpecs(Database database) : IClassFixture<Database>
{
    public sealed record Foldless(string Id);

    [Fact]
    public void what_the_store_cannot_do_is_refused_when_it_is_built()
    {
        Assert.Throws<NotSupportedException>(() => database.Open(o => o.Events.StreamIdentity = JasperFx.Events.StreamIdentity.AsGuid));
        Assert.Throws<NotSupportedException>(() => database.Open(o => o.Events.TenancyStyle = JasperFx.MultiTenancy.TenancyStyle.Single));
        Assert.Throws<NotSupportedException>(() => database.Open(o => o.Events.MetadataConfig.HeadersEnabled = false));
        Assert.Throws<NotSupportedException>(() => database.Open(o => o.Events.UseIdentityMapForAggregates = true));
        Assert.Throws<NotSupportedException>(() => database.Open(o => o.Projections.Errors.SkipUnknownEvents = true));
        Assert.Throws<NotSupportedException>(() => database.Open(o => o.Events.AppendMode = JasperFx.Events.EventAppendMode.Rich));
    }

    [Fact]
    public void two_classes_cannot_share_a_name() => Assert.Throws<InvalidOperationException>(
        () => database.Open(options => options.Events.MapEventType<EventTypeSpecs.ParcelSent>("line_added")));

    [Fact]
    public void one_stored_name_has_one_meaning() => Assert.Throws<InvalidOperationException>(() => database.Open(o =>
    {
        o.Events.Upcast<UpcastSpecs.SplitAddress>();
        o.Events.Upcast<UpcastSpecs.AddressGiven, UpcastSpecs.AddressSplit>(old => new(old.Address, ""));
    }));

    [Fact]
    public async Task a_class_without_a_fold_says_so()
    {
        await using var store = database.Open();
        await using var session = store.LightweightSession(Stores.Tenant);
        await Assert.ThrowsAsync<InvalidDocumentException>(() => session.Events.AggregateStreamAsync<Foldless>("x"));
    }
}
