using Cultivation.Hosting;
using Cultivation.Ladder;

var builder = WebApplication.CreateBuilder(args);
builder.AddLadder();
var app = builder.Build();
app.MapService(LadderModule.Map);
return await app.RunServiceAsync(args);
