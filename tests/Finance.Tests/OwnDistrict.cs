namespace Cultivation.Finance.Tests;

/// <summary>Tests that stop their Finance, set its clock or its settings, or count all that there is: each has a district of its own.</summary>
/// <param name="district">Not started yet.</param>
public abstract class OwnDistrict(District district) : IAsyncLifetime
{
    protected OwnDistrict() : this(new District()) { }

    private protected District District => district;

    public ValueTask InitializeAsync() => district.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return district.DisposeAsync();
    }
}
