using Cultivation.Gateway;
using Cultivation.Gateway.Issuer;
using Cultivation.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddTelemetry("gateway");
builder.AddIdentity();
builder.AddAnswers();
builder.AddLimits();
builder.AddRoutes();
builder.AddIssuer();

var app = builder.Build();
app.UseAnswers();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.UseBodyLimit();
app.MapHealthChecks("/health/live").AllowAnonymous();
app.MapHealthChecks("/health/ready").AllowAnonymous();
app.MapIssuer();
app.MapRoutes();
app.Run();
