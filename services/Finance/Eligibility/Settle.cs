namespace Cultivation.Finance.Eligibility;

/// <summary>Whatever happened, the same two questions: what is now claimed, and which bank is to be told. Asked twice, it answers nothing new.</summary>
internal static class Settle
{
    /// <summary>What happened, followed by what it leads to.</summary>
    public static Decision After(FirmAccount account, Catalogue catalogue, DateOnly today, params IEnumerable<object> happened)
    {
        var decision = new Decision(account);
        foreach (var one in happened)
            decision.Add(one);
        Assess.Claims(decision, catalogue.Products, today);
        Disclose.ToBanks(decision, catalogue, today);
        return decision;
    }
}
