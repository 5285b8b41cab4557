using System.Net;
using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class SignInTests(BrowserHouse house)
{
    [Fact]
    public async Task who_is_not_signed_in_chooses_a_person_and_comes_back_to_the_page()
    {
        var page = await house.OpenAsync();
        await page.GotoAsync("/inbox?scope=unassigned");
        Assert.StartsWith(house.House.House.Gateway.Url.ToString(), page.Url, StringComparison.Ordinal);
        Assert.Equal("", string.Join('\n', await page.FaultsAsync()));
        await house.ChooseAsync(page, "caseworker");
        Assert.Equal("/inbox?scope=unassigned", new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("李敏")).ToBeVisibleAsync();
        // What a person chooses for the eye stays.
        await page.GetByRole(AriaRole.Button, new() { Name = "深色" }).FollowAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).FollowAsync();
        await Assertions.Expect(page.Locator("html[data-bs-theme=dark][lang=en]")).ToHaveCountAsync(1);
        Assert.Equal("/inbox?scope=unassigned", new Uri(page.Url).PathAndQuery);
    }

    [Fact]
    public async Task the_session_lies_in_a_cookie_that_scripts_cannot_read_and_no_token_stands_in_the_page()
    {
        var page = await house.OpenAsync();
        await page.GotoAsync("/");
        await house.ChooseAsync(page, "caseworker");
        var cookies = await page.Context.CookiesAsync();
        var session = Assert.Single(cookies, cookie => cookie.Name == "cultivation.session");
        Assert.True(session.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, session.SameSite);
        Assert.DoesNotContain("eyJ", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
    }

    [Fact]
    public async Task who_signs_out_has_to_sign_in_again()
    {
        var page = await house.SignedInAsync("caseworker");
        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已退出登录" })).ToBeVisibleAsync();
        await page.GotoAsync("/inbox");
        Assert.StartsWith(house.House.House.Gateway.Url.ToString(), page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task whose_session_is_over_signs_in_again_and_is_back_on_the_page_of_the_form(bool script)
    {
        var page = await house.SignedInAsync("caseworker", "/inbox?scope=unassigned", script: script);
        await page.GetByText("已存筛选").ClickAsync();
        await page.GetByLabel("把当前筛选存为").FillAsync("晚了");
        await page.Context.ClearCookiesAsync(new() { Name = "cultivation.session" });
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await house.ChooseAsync(page, "caseworker");
        Assert.Equal("/inbox?scope=unassigned", new Uri(page.Url).PathAndQuery);
    }

    [Fact]
    public async Task a_part_of_a_page_that_is_asked_for_without_a_session_leads_the_whole_page_to_the_sign_in()
    {
        var page = await house.SignedInAsync("caseworker", "/inbox?scope=all");
        await page.Context.ClearCookiesAsync(new() { Name = "cultivation.session" });
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选", Exact = true }).ClickAsync();
        await house.ChooseAsync(page, "caseworker");
        Assert.StartsWith("/inbox?scope=all", new Uri(page.Url).PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/inbox", 403, "无权访问")]
    [InlineData("/nowhere", 404, "未找到")]
    public async Task a_page_that_the_role_may_not_open_and_an_address_that_leads_nowhere_say_so(string path, int status, string heading)
    {
        var page = await house.SignedInAsync("operator");
        var answer = await page.GotoAsync(path);
        Assert.Equal(status, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task behind_a_proxy_that_ends_tls_cookies_are_for_https_alone_and_the_issuer_leads_back_to_it()
    {
        using var http = house.Client(null);
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await http.GetAsync(new Uri("/inbox", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains($"redirect_uri={Uri.EscapeDataString($"https://{house.Url.Authority}/")}", answer.Headers.Location!.Query, StringComparison.Ordinal);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_form_that_another_site_sends_does_nothing()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = house.Url };
        using var form = new FormUrlEncodedContent([new("name", "language"), new("value", "en")]);
        using var answer = await http.PostAsync(new Uri("/preferences", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(cookie => cookie.StartsWith("language", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task a_link_back_leads_nobody_to_another_site()
    {
        var page = await house.OpenAsync();
        await page.GotoAsync("/sign-in?to=" + Uri.EscapeDataString("//example.org/"));
        await house.ChooseAsync(page, "caseworker");
        Assert.Equal(house.Url.Authority, new Uri(page.Url).Authority);
    }

    [Fact]
    public async Task every_answer_forbids_foreign_scripts_and_frames()
    {
        using var http = new HttpClient { BaseAddress = house.Url };
        using var answer = await http.GetAsync(new Uri("/signed-out", UriKind.Relative));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
