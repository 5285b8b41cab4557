using Cultivation.Console;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddConsole();
var app = builder.Build();
app.MapConsole();
app.Run();
