using System.Security.Cryptography;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>The key that seals webhook secrets is exchanged; banks notice nothing. A district of its own.</summary>
public sealed class KeyRotationTests : OwnDistrict
{
    [Fact]
    public async Task secrets_are_sealed_again_under_the_first_key_and_the_old_one_can_be_taken_out()
    {
        await using var hooked = await Hooked.With(District);
        await hooked.Told();
        Assert.Equal(WebhookTests.Signed(hooked.Secret, (await hooked.Receiver.Came(1))[0]), hooked.Receiver.Arrivals[0].Signature);
        var old = District.WebhookKey!;
        await RestartedWith(old, ("2026-12", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        await Eventually.True(async () => await Sealed("2026-12:%", hooked) == 1);

        // The old key is gone, and what it had sealed is signed with as before.
        await RestartedWith(null, ("2026-12", District.Settings["Webhooks:Keys:0:Key"]!));
        await hooked.Told();
        var later = (await hooked.Receiver.Came(2))[1];
        Assert.Equal(WebhookTests.Signed(hooked.Secret, later), later.Signature);
    }

    [Fact]
    public async Task a_secret_that_no_key_opens_stays_and_the_bank_sets_its_address_again()
    {
        await using var hooked = await Hooked.With(District);
        await RestartedWith(null, ("k1", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        await hooked.Told();
        await hooked.Bank.Pulled(1);
        Assert.Equal(0, await Sealed("k1:%", hooked));
        await hooked.Set();
        Assert.Equal(WebhookTests.Signed(hooked.Secret, (await hooked.Receiver.Came(1))[0]), hooked.Receiver.Arrivals[0].Signature);
        Assert.Equal(1, await Sealed("k1:%", hooked));
    }

    private async Task RestartedWith(string? alone, params (string Id, string Key)[] keys)
    {
        await District.StopFinance();
        District.WebhookKey = alone;
        foreach (var (i, (id, key)) in keys.Index())
            (District.Settings[$"Webhooks:Keys:{i}:Id"], District.Settings[$"Webhooks:Keys:{i}:Key"]) = (id, key);
        await District.StartFinance();
    }

    private Task<long> Sealed(string like, Hooked hooked) =>
        District.Count($"select count(*) from finance.webhook_secrets where bank_id = any($1) and sealed similar to '{like}'", [hooked.Bank.Id]);
}
