using System.Text;
using Cultivation.Ladder.Ledger;
using Cultivation.Merkle;

namespace Cultivation.Ladder.Tests.Ledger;

public sealed class LoggedEventSpecs
{
    private static readonly LoggedEvent One = new(
        7, "firm:f1", 2, "annual_fact_submitted", "01a2", "2026-11-25T02:30:00.000001Z", "310114", """{"value": 1.50, "unit": "CNY"}""", null, null, null, "li");

    [Fact]
    public void a_leaf_holds_the_event_as_it_is_stored_and_nothing_that_is_not_there()
    {
        const string Expected = """
            {"data":{"unit":"CNY","value":1.5},"id":"01a2","position":7,"stream":"firm:f1","tenant":"310114","timestamp":"2026-11-25T02:30:00.000001Z","type":"annual_fact_submitted","user":"li","version":2}
            """;
        Assert.Equal(Expected, One.Canonical());
        Assert.Equal(Tree.Leaf(Encoding.UTF8.GetBytes(Expected)), One.Leaf());
        Assert.Contains("\"correlation\":\"c\",\"data\"", (One with { Correlation = "c" }).Canonical(), StringComparison.Ordinal);
        Assert.Contains("\"headers\":{\"knownSince\":\"2020-01-01\"}", (One with { Headers = """{"knownSince": "2020-01-01"}""" }).Canonical(), StringComparison.Ordinal);
    }

    [Fact]
    public void what_a_caller_nests_deeply_does_not_stop_the_ledger()
    {
        var deep = $"{new string('[', 120)}1{new string(']', 120)}";
        Assert.Contains($"\"data\":{deep}", (One with { Data = deep }).Canonical(), StringComparison.Ordinal);
    }
}
