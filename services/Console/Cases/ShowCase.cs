using Cultivation.Console.Shared;

namespace Cultivation.Console.Cases;

/// <summary>A case's page.</summary>
internal static class ShowCase
{
    private static readonly Task<StageAnswer?> Nothing = Task.FromResult<StageAnswer?>(null);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/{number}", Show).For(CaseRoutes.Readers);

    private static Task<IResult> Show(string number, Gateway gateway, Ladders ladders, WorkingDays days, CancellationToken cancellation) =>
        Page(number, null, null, gateway, ladders, days, cancellation);

    /// <param name="problem">Why the last form was refused; null for none.</param>
    /// <param name="given">That form, so that nothing has to be written twice.</param>
    public static async Task<IResult> Page(
        string number, Problem? problem, IFormCollection? given, Gateway gateway, Ladders ladders, WorkingDays days, CancellationToken cancellation)
    {
        var part = Urls.Part(number);
        var (rules, decisions) = (ladders.Read(cancellation), gateway.Read<ListedDecision[]>($"api/ladder/v1/cases/{part}/decisions", cancellation));
        var (view, version) = await gateway.ReadVersioned<CaseView>($"api/ladder/v1/cases/{part}", cancellation);
        var firm = gateway.Read<CaseFirm>($"api/ladder/v1/firms/{Urls.Part(view.FirmId)}", cancellation);
        var left = days.Left(view.DueOn is { } due ? [due] : [], cancellation);
        var open = view.State is "submitted" or "accepted";
        var answer = open ? Ask(view, view.StageId, gateway, cancellation) : Nothing;
        // A pool counts the conditions of the stage that it prepares for, so that a person answers those, too.
        var further = open && (await rules).Rungs.FirstOrDefault(rung => rung.Id == view.StageId)?.GraduatesTo is { } next ? Ask(view, next, gateway, cancellation) : Nothing;
        return PageSetup.Page<CasePage>(
            new
            {
                Case = view, Version = version, Firm = (await firm).LegalName, Rules = await rules, Answer = await answer,
                Questions = (IReadOnlyList<Criterion>)[.. new[] { await answer, await further }.OfType<StageAnswer>().SelectMany(asked => asked.Open).DistinctBy(asked => asked.Id)],
                Decisions = (IReadOnlyList<ListedDecision>)await decisions, Left = await left, Problem = problem, Given = given,
            },
            problem?.Status);
    }

    private static Task<StageAnswer?> Ask(CaseView view, string stage, Gateway gateway, CancellationToken cancellation) =>
        StageAnswer.Ask(view.FirmId, stage, [("programme", view.ProgrammeId)], gateway, cancellation);

    private sealed record CaseFirm(string LegalName);
}
