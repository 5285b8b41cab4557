using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Reviews;

/// <summary>A reviewer's pages: a case is opened by the number that the commission gave, scored, or declined for an interest in the firm.</summary>
internal static class ShowReview
{
    private static readonly Act<ReviewView>[] Acts =
    [
        new("score", "review/scores", (review, reader) => review.Open && review.Sits(reader), ReviewActs.Sheet, ReviewActs.Scores),
        new("conflict", "conflicts", (review, _) => review.Open, (_, reader) => [ReviewActs.Kind(reader)], form => new { kind = form.Text("kind") }),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reviews", Ask).For(Roles.Reviewer);
        routes.MapGet("/reviews/{number}", (string number, Gateway gateway, CancellationToken cancellation) =>
            Page(number, null, null, gateway, cancellation)).For(Roles.Reviewer);
        routes.MapPost("/reviews/{number}/{act}", Do).For(Roles.Reviewer);
    }

    private static IResult Ask(string? number) => Fields.Text(number) is { } asked ? Results.LocalRedirect($"/reviews/{Urls.Part(asked)}") : PageSetup.Page<ReviewsPage>(new { });

    private static Task<IResult> Do(string number, string act, IFormCollection form, Gateway gateway, CancellationToken cancellation) => Acts.Do(
        act, $"api/ladder/v1/cases/{Urls.Part(number)}", form, gateway,
        // Who has an interest is off the panel, and sees the case no more.
        act == "conflict" ? "/reviews?said=case-conflict" : $"/reviews/{Urls.Part(number)}?said=case-{act}",
        (problem, tried) => Page(number, problem, tried, gateway, cancellation), cancellation);

    private static async Task<IResult> Page(string number, Problem? problem, TriedAct? tried, Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<SheetPage>(
            new
            {
                Review = await gateway.Read<ReviewView>($"api/ladder/v1/cases/{Urls.Part(number)}/review", cancellation), Acts = (IReadOnlyList<Act<ReviewView>>)Acts, Problem = problem,
                Tried = tried,
            },
            problem?.Status);
}
