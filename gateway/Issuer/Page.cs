using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Cultivation.Hosting;

namespace Cultivation.Gateway.Issuer;

/// <summary>The issuer's pages: HTML in both languages, without script and with nothing from elsewhere.</summary>
internal static class Page
{
    private const string Style =
        """
        :root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.5rem}ul{list-style:none;padding:0;display:grid;gap:.5rem}
        button{font:inherit;text-align:start;width:100%;min-height:3rem;padding:.5rem 1rem;border:1px solid;border-radius:.5rem;background:Canvas;color:CanvasText;cursor:pointer}
        button:hover{text-decoration:underline}button:focus-visible{outline:3px solid Highlight;outline-offset:2px}
        """;

    private const string FirmField =
        "<label>企业标识(企业页面网址的最后一段) <span lang=\"en\">The firm's id (the end of its page's address)</span> <input name=\"firm\" maxlength=\"64\"></label>";

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>What a role is called: zh-CN, en.</summary>
    private static readonly Dictionary<string, (string Zh, string En)> RoleNames = new()
    {
        ["caseworker"] = ("经办人员", "case worker"),
        ["supervisor"] = ("主管", "supervisor"),
        ["reviewer"] = ("评审专家", "reviewer"),
        ["policy"] = ("政策管理员", "policy owner"),
        ["bank"] = ("合作银行", "partner bank"),
        ["firm"] = ("企业", "firm"),
        ["operator"] = ("运维人员", "operator"),
        ["auditor"] = ("审计人员", "auditor"),
    };

    /// <summary>The demo people to choose from. The form sends all parameters back, and may lead to the client's origin.</summary>
    public static IResult Choose(AuthorizationRequest request, IQueryCollection given, IEnumerable<DemoPerson> people)
    {
        var page = new StringBuilder("<p>请选择一位演示人员登录,无需密码。<span lang=\"en\">Choose one of the demo people to sign in; there is no password.</span></p>");
        page.Append("<form method=\"post\" action=\"authorize\">");
        foreach (var name in AuthorizationRequest.Parameters)
            if (given.TryGetValue(name, out var value))
                page.Append("<input type=\"hidden\" name=\"").Append(name).Append("\" value=\"").Append(Encode(value.ToString())).Append("\">");
        page.Append("<ul>");
        foreach (var person in people)
            page.Append("<li><button name=\"person\" value=\"").Append(Encode(person.Id)).Append("\"><strong>").Append(Encode(person.Name)).Append("</strong> ")
                .Append(Encode(Described(person, role => role.Zh))).Append(" <span lang=\"en\">").Append(Encode(Described(person, role => role.En))).Append("</span></button>")
                .Append(person.Roles.Contains(Roles.Firm) ? FirmField : "").Append("</li>");
        page.Append("</ul><p><button name=\"person\" value=\"\">取消 <span lang=\"en\">Cancel</span></button></p></form>");
        return Write(StatusCodes.Status200OK, "登录", "Sign in", page.ToString(), $"'self' {RedirectUris.Origin(request.RedirectUri)}");
    }

    public static IResult SignedOut() => Write(StatusCodes.Status200OK, "已退出登录", "You have signed out", "");

    /// <summary>A request that cannot be answered anywhere else.</summary>
    public static IResult Refuse(string zh, string en) =>
        Write(StatusCodes.Status400BadRequest, "无法继续", "This cannot go on", $"<p>{Encode(zh)}</p><p lang=\"en\">{Encode(en)}</p>");

    /// <summary>Sends the browser elsewhere, to be asked there by GET whatever it did here.</summary>
    public static IResult Leave(string address) => new Elsewhere(address);

    private static string Described(DemoPerson person, Func<(string Zh, string En), string> language) =>
        string.Join(" · ", person.Roles.Select(role => language(RoleNames[role])).Concat(person.Districts).Append(person.Bank).OfType<string>());

    private static IResult Write(int status, string zh, string en, string body, string formAction = "'none'") => new Written(status, formAction,
        $"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{zh} · {en} · 科技企业培育 Cultivation</title><style>{Style}</style></head>
        <body><main><h1>{zh} <span lang="en">{en}</span></h1>{body}</main></body></html>
        """);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private sealed record Written(int Status, string FormAction, string Html) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; style-src 'sha256-{StyleHash}'; form-action {FormAction}; base-uri 'none'; frame-ancestors 'none'";
            return Results.Content(Html, "text/html", Encoding.UTF8, Status).ExecuteAsync(httpContext);
        }
    }

    private sealed record Elsewhere(string Address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Address;
            return Task.CompletedTask;
        }
    }
}
