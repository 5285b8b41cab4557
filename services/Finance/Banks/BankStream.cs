using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Banks;

/// <summary>A command on a bank that is known, and changes what the district offers.</summary>
internal static class BankStream
{
    /// <exception cref="RuleBroken"><c>bank.unknown</c>, and whatever <paramref name="decide"/> refuses.</exception>
    public static async Task<Reply> Change(this CommandContext context, string bankId, Func<Bank, object[]> decide, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Bank>(Bank.Key(bankId), cancellation);
        var bank = stream.Aggregate ?? throw new RuleBroken("bank.unknown", new { bankId });
        var happened = decide(bank);
        if (happened.Length > 0)
        {
            stream.AppendMany(happened);
            Catalogues.Touch(context.Session);
            bank = happened.Aggregate(bank, (state, one) => state.Evolve(one)) with { Version = bank.Version + happened.Length };
        }
        return Reply.Ok(await ReadBanks.View(context.Session, bank, context.Today, cancellation), bank.Version);
    }
}
