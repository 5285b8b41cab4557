using Cultivation.Console.Firms;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Cases;

/// <summary>A case's page.</summary>
internal static class ShowCase
{
    private static readonly Task<StageAnswer?> Nothing = Task.FromResult<StageAnswer?>(null);
    private static readonly Task<ReviewView?> NoReview = Task.FromResult<ReviewView?>(null);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/{number}", Show).For(CaseRoutes.Readers);

    private static Task<IResult> Show(string number, Gateway gateway, Ladders ladders, WorkingDays days, CancellationToken cancellation) =>
        Page(number, null, null, gateway, ladders, days, cancellation);

    /// <param name="problem">Why the last form was refused; null for none.</param>
    /// <param name="tried">That form, so that nothing has to be written twice.</param>
    public static async Task<IResult> Page(
        string number, Problem? problem, TriedAct? tried, Gateway gateway, Ladders ladders, WorkingDays days, CancellationToken cancellation)
    {
        var part = Urls.Part(number);
        var (rules, decisions) = (ladders.Read(cancellation), gateway.Read<ListedDecision[]>($"api/ladder/v1/cases/{part}/decisions", cancellation));
        var timeline = gateway.Read<Page<TimelineLine>>($"api/ladder/v1/cases/{part}/timeline?limit=100", cancellation);
        var (view, version) = await gateway.ReadVersioned<CaseView>($"api/ladder/v1/cases/{part}", cancellation);
        var firm = gateway.Read<CaseFirm>($"api/ladder/v1/firms/{Urls.Part(view.FirmId)}", cancellation);
        var review = view.AcceptedOn is null ? NoReview : gateway.Find<ReviewView>($"api/ladder/v1/cases/{part}/review", cancellation);
        var left = days.Left(view.DueOn is { } due ? [due] : [], cancellation);
        var answer = view.Open ? Ask(view, view.StageId, gateway, cancellation) : Nothing;
        // A pool counts the conditions of the stage that it prepares for, so that a person answers those, too.
        var further = view.Open && (await rules).Rungs.FirstOrDefault(rung => rung.Id == view.StageId)?.GraduatesTo is { } next ? Ask(view, next, gateway, cancellation) : Nothing;
        return PageSetup.Page<CasePage>(
            new
            {
                File = new CaseFile(
                    view, await review, await rules,
                    [.. new[] { await answer, await further }.OfType<StageAnswer>().SelectMany(asked => asked.Open).DistinctBy(asked => asked.Id)], (await firm).Recognitions),
                Version = version, Firm = (await firm).LegalName, Answer = await answer, Timeline = await timeline,
                Decisions = (IReadOnlyList<ListedDecision>)await decisions, Left = await left, Problem = problem?.Explained(tried, (await timeline).Items), Tried = tried,
            },
            problem?.Status);
    }

    private static Task<StageAnswer?> Ask(CaseView view, string stage, Gateway gateway, CancellationToken cancellation) =>
        StageAnswer.Ask(view.FirmId, stage, [("programme", view.ProgrammeId)], gateway, cancellation);

    private sealed record CaseFirm(string LegalName, Title[] Recognitions);
}
