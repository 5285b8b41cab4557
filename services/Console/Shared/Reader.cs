using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>Who reads the page, in which language and for which district; and the texts, dates and numbers as this reader wants them. Every page has it as
/// <c>R</c>.</summary>
public sealed class Reader(IHttpContextAccessor accessor, Texts texts, TimeProvider time)
{
    /// <summary>The request that is answered.</summary>
    public HttpContext Http { get; } = accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>The cookie's choice, else what the browser asks for; zh-CN is the default.</summary>
    public bool English { get; } = accessor.HttpContext!.Request.Cookies[Preferences.Language] switch
    {
        "en" => true,
        "zh-CN" => false,
        _ => Languages.English(accessor.HttpContext!.Request),
    };

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Language => English ? "en" : "zh-CN";

    /// <summary><c>light</c> or <c>dark</c>.</summary>
    public string Theme => Http.Request.Cookies[Preferences.Theme] is "dark" ? "dark" : "light";

    /// <summary>Nobody before the sign-in.</summary>
    public Person Person { get; } = accessor.HttpContext!.User.Identity is { IsAuthenticated: true } ? Person.Of(accessor.HttpContext.User) : Person.Nobody;

    /// <summary>Carries the commission's work: a case worker or a supervisor.</summary>
    public bool Works => Office.Workers.Any(Person.Is);

    /// <summary>The district that the person chose, else the first of the token; null for none.</summary>
    public string? District => Array.Find(Person.Districts, code => code == Http.Request.Cookies[Preferences.District]) ?? Person.Districts.FirstOrDefault();

    /// <summary>Today in Shanghai.</summary>
    public DateOnly Today => time.Today();

    /// <summary>Path and query of this page.</summary>
    public string Here => Http.Request.Path + Http.Request.QueryString.Value;

    /// <summary>The text of a key.</summary>
    /// <exception cref="InvalidOperationException">No feature has it.</exception>
    public string this[string key] => Find(key) ?? throw new InvalidOperationException($"No text has the key {key}.");

    /// <summary>The text of a key, with <c>{name}</c> replaced.</summary>
    public string this[string key, params (string Name, object? Value)[] values] =>
        values.Aggregate(this[key], (text, value) => text.Replace($"{{{value.Name}}}", $"{value.Value}", StringComparison.Ordinal));

    /// <summary>The text for a word that a service uses, as <c>Word("case.state", "accepted")</c>; the word itself where it is new to the console.</summary>
    public string Word(string group, string? word) => word is null ? "" : Find($"{group}.{word}") ?? word;

    /// <summary>One of two wordings that a service gives.</summary>
    public string Either(string? zh, string? en) => (English ? en ?? zh : zh ?? en) ?? "";

    private string? Find(string key) => texts.Find(key) is { } text ? English ? text.En : text.Zh : null;
}
