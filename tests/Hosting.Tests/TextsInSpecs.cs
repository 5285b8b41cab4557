namespace Cultivation.Hosting.Tests;

/// <summary>Words are found wherever the types of an answer allow them.</summary>
public sealed class TextsInSpecs
{
    private sealed record Part(FreeText? Reason, Part[] Parts);

    private sealed record Answer(int Count, IReadOnlyList<Part> Parts, string Name);

    private static FreeText Said(string words) => new(words, words);

    [Fact]
    public void words_are_found_in_lists_and_in_parts_of_parts() => Assert.Equal(
        ["a", "b", "c"],
        TextsIn.Of(new[] { new Answer(1, [new(Said("a"), [new(Said("b"), [new(null, [new(Said("c"), [])])])])], "n") }).Select(t => t.Text));

    [Fact]
    public void what_can_hold_none_has_none() => Assert.Empty(TextsIn.Of(new[] { "words", "of no person" }));
}
