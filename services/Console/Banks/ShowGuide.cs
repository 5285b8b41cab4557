using System.Reflection;
using Cultivation.Console.Shared;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace Cultivation.Console.Banks;

/// <summary>The guide for partner banks, as <c>contracts/partners/README.md</c> has it in the reader's language.</summary>
internal static class ShowGuide
{
    private static readonly Lazy<(MarkupString Zh, MarkupString En)> Guide = new(Read);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks/{id}/guide", Show).For(BankRoutes.Readers);

    private static async Task<IResult> Show(string id, Gateway gateway, Reader reader, CancellationToken cancellation) => PageSetup.Page<GuidePage>(
        new { Bank = await BankRoutes.Read(gateway, id, cancellation), Guide = reader.English ? Guide.Value.En : Guide.Value.Zh });

    private static (MarkupString Zh, MarkupString En) Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("partner-guide.md")!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd().Split("\n## ") is [_, var zh, var en] ? (Html(zh), Html(en)) : throw new InvalidOperationException("The partner guide has not two parts.");
    }

    // The heading of a part is its language. Tables and programs scroll by themselves on a narrow screen, with the keyboard too.
    private static MarkupString Html(string part) => new(
        Markdown.ToHtml(part[part.IndexOf('\n', StringComparison.Ordinal)..], new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build())
            .Replace("<table>", "<div class=\"table-responsive mb-3\" tabindex=\"0\"><table class=\"table\">", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal)
            .Replace("<th>", "<th scope=\"col\">", StringComparison.Ordinal)
            .Replace("<pre>", "<pre class=\"event\" tabindex=\"0\">", StringComparison.Ordinal));
}
