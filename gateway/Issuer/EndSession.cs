using Microsoft.AspNetCore.WebUtilities;

namespace Cultivation.Gateway.Issuer;

/// <summary><c>GET</c> and <c>POST /identity/end-session</c> (OpenID Connect RP-Initiated Logout 1.0): nobody is signed in here, so all there is to do is to
/// send the browser to <c>post_logout_redirect_uri</c>, which must be of the client that <c>id_token_hint</c>, as old as it may be, or <c>client_id</c> names.</summary>
internal static class EndSession
{
    public static async Task<IResult> Answer(HttpRequest request, RedirectUris known, Tokens tokens, CancellationToken cancellation)
    {
        var given = request.HasFormContentType
            ? (await request.ReadFormAsync(cancellation)).ToDictionary(field => field.Key, field => field.Value.ToString())
            : request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        var (hint, named, leave) = (given.GetValueOrDefault("id_token_hint"), given.GetValueOrDefault("client_id"), given.GetValueOrDefault("post_logout_redirect_uri"));
        var client = hint is null ? named : await tokens.ClientOf(hint);
        if (hint is not null && (client is null || client != (named ?? client)))
            return Page.Refuse("退出请求无效:登录凭证不可识别。", "This sign-out request is not valid: its id_token_hint is not one of ours.");
        if (leave is null) return Page.SignedOut();
        if (client is null || !known.HasOrigin(client, leave))
            return Page.Refuse("退出请求无效:返回地址未登记。", "This sign-out request is not valid: the address to go to is not known here.");
        return Page.Leave(given.TryGetValue("state", out var state) ? QueryHelpers.AddQueryString(leave, "state", state) : leave);
    }
}
