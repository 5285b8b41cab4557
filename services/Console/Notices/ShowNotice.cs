using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Notices;

/// <summary>A public notice: its cases, the objections to them, and what is done about it.</summary>
internal static class ShowNotice
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices/{id}", (string id, Gateway gateway, Reader reader, CancellationToken cancellation) => Page(id, null, null, gateway, reader, cancellation))
            .For(CaseRoutes.Readers);
        routes.MapPost("/notices/{id}/{act}", Do).For(CaseRoutes.Workers);
    }

    private static Task<IResult> Do(string id, string act, IFormCollection form, Gateway gateway, Reader reader, CancellationToken cancellation) =>
        NoticeActs.All.Do(
            act, $"api/ladder/v1/notices/{Urls.Part(id)}", form, gateway, $"/notices/{Urls.Part(id)}?said=notice-{act}",
            (problem, tried) => Page(id, problem, tried, gateway, reader, cancellation), cancellation);

    private static async Task<IResult> Page(string id, Problem? problem, TriedAct? tried, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var path = $"api/ladder/v1/notices/{Urls.Part(id)}";
        var (notice, version) = await gateway.ReadVersioned<NoticeView>(path, cancellation);
        var told = reader.Person.Is(Roles.Supervisor) || reader.Person.Is(Roles.Auditor) ? notice.Objections.Where(objection => !objection.Erased) : [];
        var texts = await Task.WhenAll(told.Select(objection => gateway.Find<ObjectionText>($"{path}/objections/{Urls.Part(objection.Id)}", cancellation)));
        return PageSetup.Page<NoticePage>(
            new { Notice = notice, Version = version, Texts = texts.OfType<ObjectionText>().ToDictionary(text => text.Id), Problem = problem, Tried = tried }, problem?.Status);
    }
}
