using Cultivation.Ladder.Imports;
using Cultivation.Ladder.Tests.Http;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Ladder.Tests.Imports;

public sealed class ApplyingTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private IDocumentStore Store => ladder.Services.GetRequiredService<IDocumentStore>();

    // A list that was read and whose application was ordered by a process that is gone.
    private async Task<(ImportApplication Order, string FirmId)> Ordered()
    {
        await Flow.Programmes(ladder, district);
        var client = ladder.Client(district);
        var (firmId, code) = await Flow.Registered(client);
        var read = await client.Command("imports/recognitions?listRef=名单&authority=市", $"{Flow.CsvHeader}\n{Flow.Row(code, "2024-12-04", "2099-12-03", "GR1")}", type: "text/csv").Good();
        var order = new ImportApplication(read.Text("id"), "recognitions", "名单", "li", Given.Now, null, null, 1, false);
        await using var session = Store.LightweightSession(district);
        session.Insert(order);
        await session.SaveChangesAsync();
        return (order, firmId);
    }

    [Fact]
    public async Task a_worker_takes_up_what_a_crash_left_unfinished()
    {
        var (order, firmId) = await Ordered();
        using var worker = ActivatorUtilities.CreateInstance<ImportWorker>(ladder.Services);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        // Lists are applied one after the other: the long one of another test may come first.
        await Kit.Eventually.True(
            async () => (await ladder.Client(district).Read($"imports/{order.Id}")).Text("state") == "applied", TimeSpan.FromMinutes(4));
        Assert.Equal("jd.hnte", (await ladder.Client(district).Read($"firms/{firmId}")).Text("stage"));
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task a_batch_is_applied_once_whoever_applies_it()
    {
        var (order, firmId) = await Ordered();
        var batch = ladder.Services.GetRequiredService<ApplyBatch>();
        var rungs = (await ladder.Services.GetRequiredService<Shelf>().Look(district, CancellationToken.None)).Rungs;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => batch.Run(district, order, 0, rungs, CancellationToken.None)));
        await batch.Run(district, order, 0, rungs, CancellationToken.None);
        Assert.Equal("\"3\"", await ladder.Client(district).ETag($"firms/{firmId}"));
    }
}
