using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Cultivation.Hosting;

/// <summary>Status and wording of one problem code.</summary>
public sealed record ProblemText(int Status, string Zh, string En)
{
    /// <summary>The text in zh-CN or en, with <c>{name}</c> replaced by the member of that name.</summary>
    internal string In(bool english, IReadOnlyDictionary<string, JsonElement> details)
    {
        var text = english ? En : Zh;
        foreach (var (name, value) in details)
            text = text.Replace($"{{{name}}}", value.ValueKind == JsonValueKind.String ? value.GetString() : value.ToString(), StringComparison.Ordinal);
        return text;
    }
}

/// <summary>All problem codes that a process may answer with: those of Hosting and those of the service, each an embedded <c>problems.json</c>.</summary>
public sealed class ProblemTexts
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<string, ProblemText> texts = new(StringComparer.Ordinal);

    /// <summary>Reads the embedded <c>problems.json</c> of Hosting and of the given assemblies.</summary>
    public ProblemTexts(params Assembly[] assemblies)
    {
        foreach (var assembly in assemblies.Append(typeof(ProblemTexts).Assembly).Distinct())
        {
            var name = assembly.GetManifestResourceNames().SingleOrDefault(n => n.EndsWith("problems.json", StringComparison.Ordinal));
            if (name is null)
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (code, text) in JsonSerializer.Deserialize<Dictionary<string, ProblemText>>(stream, Web)!)
                texts.Add(code, text);
        }
    }

    /// <summary>Every code.</summary>
    public IReadOnlyCollection<string> Codes => texts.Keys;

    /// <summary>Status and text of a code; an unlisted code is a fault of the service and answers 500.</summary>
    public ProblemText Of(string code) =>
        texts.GetValueOrDefault(code) ?? new ProblemText(500, string.Create(CultureInfo.InvariantCulture, $"未登记的问题代码 {code}"), $"Unlisted problem code {code}");
}
