using System.Globalization;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>What is written in the form of a loan, as it was written.</summary>
public sealed record LoanForm(
    string? LoanNo, string? CreditCode, string? Product, string? ReliedOn, string? Principal, string? Rate, string? Premium, string? StartOn, string? EndOn)
{
    internal static LoanForm Of(Func<string, string> field) => new(
        field("loanNo"), field("creditCode"), field("product"), field("position"), field("principal"), field("rate"), field("premium"), field("startOn"), field("endOn"));

    /// <summary>For Finance: the rate as a fraction.</summary>
    /// <param name="reliedOn">The entry as a cursor.</param>
    internal object Command(string? reliedOn) => new
    {
        loanNo = LoanNo, creditCode = CreditCode, productCode = Product, principal = Fields.Number(Principal) ?? 0, rate = (Fields.Number(Rate) ?? -100) / 100, premium = Fields.Number(Premium),
        startOn = StartOn, endOn = EndOn, reliedOn,
    };
}

/// <summary>A bank reports a loan, and the entry of its feed that it relied on.</summary>
internal static class ReportLoan
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks/{id}/loans/report", Show).For(Roles.Bank);
        routes.MapPost("/banks/{id}/loans", Report).For(Roles.Bank);
    }

    private static Task<IResult> Show(string id, HttpRequest request, Gateway gateway, CancellationToken cancellation) =>
        Page(id, LoanForm.Of(name => request.Query[name].ToString()), null, gateway, cancellation);

    private static async Task<IResult> Report(string id, IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        var given = LoanForm.Of(name => form[name].ToString().Trim());
        try
        {
            var reliedOn = given.ReliedOn is { Length: > 0 } entry ? await ShowFeed.Asked(entry, id, gateway, cancellation) : given.ReliedOn;
            var loan = await gateway.Send<LoanView>(BankRoutes.Of(id, "/loans"), given.Command(reliedOn), form["key"]!, null, cancellation);
            return Results.LocalRedirect($"/banks/{Urls.Part(id)}/loans/{loan.Value.Id}?said=loan-reported");
        }
        catch (Refused refused) when (BankRoutes.IsShown(refused))
        {
            return await Page(id, given, refused.Problem, gateway, cancellation);
        }
    }

    private static async Task<IResult> Page(string id, LoanForm form, Problem? problem, Gateway gateway, CancellationToken cancellation)
    {
        var (bank, products) = (BankRoutes.Read(gateway, id, cancellation), ProductList.Read(gateway, cancellation));
        return PageSetup.Page<ReportLoanPage>(
            new { Bank = await bank, Products = await products, Form = form, Problem = problem }, problem?.Status);
    }
}
