using System.Text.Json;

namespace Cultivation.Ladder.Tests;

/// <summary>Given these events, when this is decided, then these events follow; whole events are compared, as they are stored.</summary>
internal sealed class Spec<T>(T state, Func<T, object, T> fold)
{
    private static readonly JsonSerializerOptions Stored = Made();

    /// <summary>What the events lead to.</summary>
    public T State => state;

    public Spec<T> Given(params object[] events) => new(events.Aggregate(state, fold), fold);

    public Decision When(Func<T, IEnumerable<object>> decide) => new(() => [.. decide(state)]);

    public Decision When(Func<T, object> decide) => new(() => [decide(state)]);

    internal sealed class Decision(Func<object[]> decide)
    {
        public void Then(params object[] events) => Assert.Equal(events.Select(Text), decide().Select(Text));

        public void ThenNothing() => Then();

        public RuleBroken Throws(string code)
        {
            var broken = Assert.Throws<RuleBroken>(() => decide());
            Assert.Equal(code, broken.Code);
            return broken;
        }
    }

    private static string Text(object happened) => $"{happened.GetType().Name} {JsonSerializer.Serialize(happened, happened.GetType(), Stored)}";

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        return options;
    }
}
