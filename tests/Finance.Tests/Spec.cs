using System.Text.Json;
using Cultivation.Finance.Banks;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Products;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests;

/// <summary>Given what happened to a firm, when more happens, then these events follow: compared whole, as they would be stored.</summary>
internal sealed class Spec
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly JsonSerializerOptions Stored = Options();
    private readonly List<object> events = [];
    private Catalogue catalogue = new([], [], null);
    private DateOnly today = Today;
    private FirmAccount account = new();

    public IReadOnlyList<object> Events => events;

    public FirmAccount Account => account;

    public Catalogue Catalogue => catalogue;

    /// <summary>In a district that has said that it has no lead units.</summary>
    public Spec Offering(IEnumerable<Product> products, params Bank[] banks) => Led([], products, banks);

    /// <summary>As <see cref="Offering"/>, in a district where these units have to approve; null where it has said nothing of them.</summary>
    public Spec Led(string[]? units, IEnumerable<Product> products, params Bank[] banks)
    {
        catalogue = new Catalogue(
            products, banks, units is null ? null : new LeadUnits().Evolve(new LeadUnitsNamed([.. units.Select(unit => new LeadUnit(unit, unit, unit))], "附件2", "zhao")));
        return this;
    }

    public Spec On(DateOnly day)
    {
        today = day;
        return this;
    }

    /// <summary>What happened, with all that it led to.</summary>
    public Spec Given(params object[] happened)
    {
        foreach (var one in happened)
            Settled([one]);
        events.Clear();
        return this;
    }

    public Spec When(params object[] happened)
    {
        events.Clear();
        Settled(happened);
        return this;
    }

    public void Then(params object[] expected) => Assert.Equal(expected.Select(Text), events.Select(Text));

    public static string Text(object stored) => $"{stored.GetType().Name} {JsonSerializer.Serialize(stored, stored.GetType(), Stored)}";

    public static void Throws(string code, Func<object[]> decide) => Assert.Equal(code, Assert.Throws<RuleBroken>(decide).Code);

    private void Settled(object[] happened)
    {
        var decision = Settle.After(account, catalogue, today, happened);
        account = decision.Account;
        events.AddRange(decision.Events);
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        return options;
    }
}
