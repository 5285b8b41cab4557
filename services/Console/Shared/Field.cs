using System.Globalization;

namespace Cultivation.Console.Shared;

/// <summary>A field of a form that is drawn from its description.</summary>
/// <param name="Name">Its name in the form.</param>
/// <param name="Label">In the reader's language.</param>
public sealed record Field(string Name, Field.Kinds Kind, string Label)
{
    /// <summary>How it is drawn: a line, several lines, a day, a number, one or several of given words, yes or no with a reason, or not at all.</summary>
    public enum Kinds { Line, Text, Day, Number, Choice, Boxes, Judgement, Hidden }

    public bool Required { get; init; } = true;

    /// <summary>Of a choice and of boxes.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>What stands in it at first; for boxes, that all are ticked.</summary>
    public string? Value { get; init; }

    /// <summary>Lowest and highest number; days as <c>2026-11-29</c>.</summary>
    public (string? Least, string? Most) Between { get; init; }

    /// <summary>Characters.</summary>
    public int Longest { get; init; } = 2_000;

    /// <summary>A day, today at first; its text is <c>field.{name}</c>.</summary>
    public static Field On(string name, Reader reader) => new(name, Kinds.Day, reader[$"field.{name}"]) { Value = $"{reader.Today:yyyy-MM-dd}" };

    /// <summary>Boxes of which none need be ticked; no field where there is nothing to tick.</summary>
    public static IEnumerable<Field> Any(string name, string label, IReadOnlyList<Option> options) =>
        options.Count == 0 ? [] : [new(name, Kinds.Boxes, label) { Required = false, Options = options }];

    /// <summary>A reason that the law asks for.</summary>
    public static Field Reason(Reader reader) => new("reason", Kinds.Text, reader["act.reason"]);

    /// <summary>A number as a field of a form takes it.</summary>
    public static string Plain(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>A word to choose and what it is called.</summary>
/// <param name="Lang">Language of its text where that is not the reader's.</param>
public sealed record Option(string Value, string Text, string? Lang = null)
{
    /// <summary>Papers by the names that the rules give them, which are Chinese for every reader.</summary>
    public static IReadOnlyList<Option> Papers(IEnumerable<string> names) => [.. names.Select(name => new Option(name, name, "zh-CN"))];

    /// <summary>Words that a service uses, each with its text.</summary>
    /// <param name="text">As <c>word => reader.Word("clock", word)</c>.</param>
    public static IReadOnlyList<Option> Of(IEnumerable<string> words, Func<string, string> text) => [.. words.Select(word => new Option(word, text(word)))];
}
