using Cultivation.Hosting;
using Cultivation.Ladder;
using Cultivation.Ladder.Stages;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
LadderModule.Services(builder.Services);
builder.AddService("ladder", LadderModule.Store, LadderModule.Messages)
    .AddSubscriptionWithServices<FlatTables>(ServiceLifetime.Singleton, _ => { });
LadderModule.Workers(builder.Services);

var app = builder.Build();
app.MapService(LadderModule.Map);
app.Run();
