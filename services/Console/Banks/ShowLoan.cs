using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>A loan's page; its bank reports payments and default on it.</summary>
internal static class ShowLoan
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks/{id}/loans/{loan}", Show).For(BankRoutes.LoanReaders);
        routes.MapPost("/banks/{id}/loans/{loan}/repayments", Repay).For(Roles.Bank);
        routes.MapPost("/banks/{id}/loans/{loan}/defaults", Default).For(Roles.Bank);
        routes.MapPost("/banks/{id}/loans/{loan}/acts/{act}", Do).For(Roles.Bank, Roles.CaseWorker, Roles.Supervisor);
    }

    private static Task<IResult> Show(string id, string loan, Gateway gateway, CancellationToken cancellation) => Page(id, loan, null, null, null, gateway, cancellation);

    private static Task<IResult> Do(string id, string loan, string act, IFormCollection form, Gateway gateway, CancellationToken cancellation) => LoanActs.All.Do(
        act, $"api/finance/v1/loans/{Urls.Part(loan)}", form, gateway, $"/banks/{Urls.Part(id)}/loans/{Urls.Part(loan)}?said=loan-{act}",
        (problem, tried) => Page(id, loan, problem, null, tried, gateway, cancellation), cancellation);

    private static Task<IResult> Repay(string id, string loan, IFormCollection form, Gateway gateway, CancellationToken cancellation) => Send(
        id, loan, "repayments", new
        {
            repaymentRef = form["ref"].ToString(), principal = form.Number("principal") ?? 0, interest = form.Number("interest") ?? 0, paidOn = form["paidOn"].ToString(),
        }, "loan-repaid", form, gateway, cancellation);

    private static Task<IResult> Default(string id, string loan, IFormCollection form, Gateway gateway, CancellationToken cancellation) =>
        Send(id, loan, "defaults", new { defaultedOn = form["defaultedOn"].ToString() }, "loan-defaulted", form, gateway, cancellation);

    private static async Task<IResult> Send(
        string id, string loan, string path, object command, string said, IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            await gateway.Send<LoanView>($"api/finance/v1/loans/{Urls.Part(loan)}/{path}", command, form["key"]!, null, cancellation);
            return Results.LocalRedirect($"/banks/{Urls.Part(id)}/loans/{Urls.Part(loan)}?said={said}");
        }
        catch (Refused refused) when (BankRoutes.IsShown(refused))
        {
            return await Page(id, loan, refused.Problem, form, null, gateway, cancellation);
        }
    }

    private static async Task<IResult> Page(
        string id, string loan, Problem? problem, IFormCollection? given, TriedAct? tried, Gateway gateway, CancellationToken cancellation)
    {
        var (bank, pools) = (BankRoutes.Read(gateway, id, cancellation), gateway.Read<RiskPools>("api/finance/v1/risk-pools", cancellation));
        var found = await gateway.Read<LoanView>($"api/finance/v1/loans/{Urls.Part(loan)}", cancellation);
        return PageSetup.Page<LoanPage>(
            new { Bank = await bank, File = new LoanFile(found, (await pools).Pools), Problem = problem, Given = given, Tried = tried }, problem?.Status);
    }
}
