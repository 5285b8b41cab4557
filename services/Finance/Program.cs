using Cultivation.Finance;
using Cultivation.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddFinance();
var app = builder.Build();
app.MapService(FinanceModule.Map);
return await app.RunServiceAsync(args);
