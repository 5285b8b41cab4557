using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Hosting;

/// <summary>Shows the words in what a query answers.</summary>
internal sealed class TextFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is not IResult and not null && TextsIn.Of(answer).Any(t => t is { Ref: not null, Text: null }))
            await context.HttpContext.RequestServices.GetRequiredService<QueryContext>().Session.ShowTexts(answer, context.HttpContext.RequestAborted);
        return answer;
    }
}
