using Cultivation.Gateway;
using Cultivation.Gateway.Issuer;
using Cultivation.Gateway.Operations;
using Cultivation.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddTelemetry("gateway");
builder.AddIdentity();
builder.AddAnswers();
builder.AddLimits();
builder.AddRoutes();
builder.AddIssuer();
builder.AddOperations();

var app = builder.Build();
app.UseAnswers();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.UseBodyLimit();
app.MapAnswers();
app.MapIssuer();
app.MapOperations();
app.MapRoutes();
app.Run();
