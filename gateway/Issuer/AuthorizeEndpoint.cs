using Microsoft.Extensions.Primitives;

namespace Cultivation.Gateway.Issuer;

/// <summary><c>GET /identity/authorize</c> shows the demo people, <c>POST</c> takes who was chosen and sends the browser back with a code. There is no session:
/// each sign-in asks. A client or redirect URI that is not known is told on the page, every other fault to the client (RFC 6749, section 4.1.2.1).</summary>
internal static class AuthorizeEndpoint
{
    public static IResult Show(HttpRequest request, RedirectUris known, People people, Tokens tokens) =>
        Answer(request.Query, known, tokens, asked => Page.Choose(asked, request.Query, people.WhoSignIn));

    public static async Task<IResult> Choose(HttpRequest request, RedirectUris known, People people, Codes codes, Tokens tokens, CancellationToken cancellation)
    {
        if (!request.HasFormContentType) return Unknown();
        var form = await request.ReadFormAsync(cancellation);
        return Answer(form, known, tokens, asked => Page.Leave(people.WhoSignIn.FirstOrDefault(person => person.Id == form["person"]) is { } chosen
            ? asked.Answer(tokens.Issuer, "code", codes.Give(chosen.For(form["firm"]), asked))
            : asked.Answer(tokens.Issuer, "error", "access_denied", "nobody was chosen")));
    }

    private static IResult Answer(
        IEnumerable<KeyValuePair<string, StringValues>> given, RedirectUris known, Tokens tokens, Func<AuthorizationRequest, IResult> without) =>
        AuthorizationRequest.Of(given, known) switch
        {
            null => Unknown(),
            { Fault: { } fault } asked => Page.Leave(asked.Answer(tokens.Issuer, "error", fault.Error, fault.Description)),
            var asked => without(asked),
        };

    private static IResult Unknown() => Page.Refuse(
        "登录请求无效:应用或其返回地址未登记。", "This sign-in request is not valid: the application, or the address that it wants to be answered at, is not known here.");
}
