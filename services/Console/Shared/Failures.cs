using System.Diagnostics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cultivation.Console.Shared;

/// <summary>Makes a page of whatever goes wrong: what the gateway refused, an address that leads nowhere, a role that is missing, a fault of our own.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound, ContentType: null })
                await Show(http, Own(http, http.Response.StatusCode, http.Response.StatusCode == 403 ? "page.forbidden" : "page.unknown"));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            await Answer(http, failure);
        }
    }

    private async Task Answer(HttpContext http, Exception failure)
    {
        switch (failure)
        {
            case Refused { Problem.Status: StatusCodes.Status401Unauthorized }:
                // The token is no longer taken: sign in again and come back.
                await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                await http.ChallengeAsync();
                break;
            case Refused refused:
                await Show(http, refused.Problem);
                break;
            case AntiforgeryValidationException or BadHttpRequestException:
                await Show(http, Own(http, StatusCodes.Status400BadRequest, "form.invalid"));
                break;
            case InvalidOperationException { InnerException: IOException }:
                // The issuer's configuration cannot be read.
                await Show(http, Own(http, StatusCodes.Status503ServiceUnavailable, "sign-in.unreachable"));
                break;
            default:
                Failed(log, http.Request.Method, http.Request.Path, failure);
                await Show(http, Own(http, StatusCodes.Status500InternalServerError, "page.failed"));
                break;
        }
    }

    private static Problem Own(HttpContext http, int status, string code) =>
        new(status, code, http.RequestServices.GetRequiredService<Reader>()[code], Activity.Current?.TraceId.ToHexString());

    private static Task Show(HttpContext http, Problem problem)
    {
        http.SetEndpoint(null);
        return PageSetup.Page<ProblemPage>(new { Problem = problem }, problem.Status).ExecuteAsync(http);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger log, string method, PathString path, Exception failure);
}
