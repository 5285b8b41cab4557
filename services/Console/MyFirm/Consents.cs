using Cultivation.Console.Banks;
using Cultivation.Console.Firms;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.MyFirm;

/// <summary>A partner bank, as a firm sees it.</summary>
/// <param name="Products">Codes of what it offers by its agreement.</param>
public sealed record NamedBank(string Id, string NameZh, string NameEn, string[] Products);

/// <summary>Which banks the firm lets be told about it, and what each was told; giving consent and taking it back.</summary>
internal static class Consents
{
    /// <summary>What a firm may let a bank use it for; a paper may say it in other words.</summary>
    public static readonly string[] Purposes = ["loan", "guarantee", "postLoan", "riskCompensation"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my-firm/consents", Show).For(Roles.Firm);
        routes.MapPost("/my-firm/consents", Give).For(Roles.Firm);
        routes.MapPost("/my-firm/consents/withdrawals", Withdraw).For(Roles.Firm);
    }

    private static Task<IResult> Show(string? after, Gateway gateway, Reader reader, CancellationToken cancellation) => Page(null, after, gateway, reader, cancellation);

    private static Task<IResult> Give(IFormCollection form, Gateway gateway, Reader reader, CancellationToken cancellation) => Send(
        "consents",
        new
        {
            firmId = reader.Person.Firm, bankId = form.Text("bank"), dataScopes = form.Text("criteria") is null ? new[] { "eligibility" } : ["eligibility", "criteria"],
            products = form.Text("products") == "some" ? form.All("product") : null, purpose = form.Text("purpose") ?? "", from = reader.Today, to = form.Text("to"), method = "online",
        },
        "consent-given", form["key"]!, gateway, reader, cancellation);

    private static Task<IResult> Withdraw([FromForm] string key, [FromForm] string bank, Gateway gateway, Reader reader, CancellationToken cancellation) => Send(
        "consents/withdrawals", new { firmId = reader.Person.Firm, bankId = bank, effectiveOn = reader.Today }, "consent-withdrawn", key, gateway, reader, cancellation);

    private static async Task<IResult> Send(string path, object command, string said, string key, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        _ = MyFirmRoutes.Own(reader);
        try
        {
            await gateway.Send<object>($"api/finance/v1/{path}", command, key, null, cancellation);
            return Results.LocalRedirect($"/my-firm/consents?said={said}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(refused.Problem, null, gateway, reader, cancellation);
        }
    }

    /// <param name="after">Where what banks were told goes on.</param>
    private static async Task<IResult> Page(Problem? problem, string? after, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var id = MyFirmRoutes.Own(reader);
        var (banks, products) = (gateway.Read<BankNames>("api/finance/v1/banks", cancellation), ProductList.Read(gateway, cancellation));
        // Finance hears of a firm a moment after Ladder.
        var at = await gateway.Find<FirmAtBanks>(Urls.Query($"api/finance/v1/firms/{id}", ("toldBefore", after)), cancellation);
        return PageSetup.Page<ConsentsPage>(
            new { At = at, (await banks).Banks, Products = await products, Problem = problem }, problem?.Status);
    }

    private sealed record BankNames(NamedBank[] Banks);
}
