namespace Cultivation.Finance.Eligibility;

/// <summary>Events decided so far, and the account as it stands after them; numbers of claims and disclosures come from it.</summary>
internal sealed class Decision(FirmAccount account)
{
    private readonly List<object> events = [];

    public FirmAccount Account { get; private set; } = account;

    public IReadOnlyList<object> Events => events;

    public void Add(object happened)
    {
        events.Add(happened);
        Account = Account.After(happened, Account.Version + 1);
    }
}
