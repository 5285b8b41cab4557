using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Subsidies.Schemes;

/// <summary>
/// Finds who qualifies for a scheme in a year, without an application of theirs. A run is dry until it names what a dry run has shown; then
/// each firm's subsidy is proposed. A later run adds the firms that have none yet.
/// </summary>
/// <param name="Seen">Digest of the dry run that a person has looked at; null for a dry run.</param>
/// <param name="Version">Version of the rules; the newest where none is named.</param>
public sealed record RunScheme(int Year, string? Seen = null, int? Version = null)
{
    /// <summary>The run and each firm's subsidy with the key of its stream; nothing where a run finds nobody.</summary>
    internal static (SchemeRun? Run, SubsidyProposed[] Subsidies) Decide(RunScheme command, Qualifying found, SchemeRules rules, string by, DateOnly today)
    {
        if (found.Unconfirmed.Length > 0)
            throw new RuleBroken("scheme.figures-unconfirmed", new { figures = found.Unconfirmed });
        if (found.Digest != command.Seen)
            throw new RuleBroken("scheme.run-changed", new { digest = found.Digest });
        if (found.Firms.Length == 0)
            return (null, []);
        var run = new SchemeRun(found.SchemeId, found.SchemeVersion, found.Year, found.Digest, found.Firms.Length, found.Total, today, by);
        return (run, [.. found.Firms.Select(f => new SubsidyProposed(
            Subsidy.IdOf(found.SchemeId, found.Year, f.FirmId), found.SchemeId, found.SchemeVersion, found.Year, f.FirmId, f.CreditCode, f.Amount, f.Cap, f.Lines,
            rules.ConfirmWithin.Value, today, by))]);
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/schemes/{id}/runs", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(RunScheme command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Scheme>(Scheme.Key(id), cancellation);
        var scheme = stream.Aggregate ?? throw new RuleBroken("scheme.unknown", new { schemeId = id });
        var version = scheme.At(command.Version);
        var found = await Find(context.Session, scheme, version, command.Year, context.Today, cancellation);
        if (command.Seen is null || scheme.Runs.Contains(command.Seen))
            return Reply.Ok(found);
        var (run, subsidies) = Decide(command, found, version.Rules, context.Person.Subject, context.Today);
        if (run is not null)
            stream.AppendOne(run);
        foreach (var subsidy in subsidies)
            context.Session.Events.StartStream<Subsidy>(Subsidy.Key(subsidy.SubsidyId), subsidy);
        return Reply.Ok(found);
    }

    private static async Task<Qualifying> Find(
        IQuerySession session, Scheme scheme, SchemeVersion version, int year, DateOnly today, CancellationToken cancellation)
    {
        var loans = await session.QueryAsync<Loan>(
            "where tenant_id = ? and data ->> 'state' = 'repaid' and data ->> 'productCode' = any(?)", cancellation, session.TenantId, version.Rules.Products.Value);
        var firms = loans.Select(l => FirmAccount.Key(l.FirmId)).Distinct().ToArray();
        var accounts = (await session.LoadManyAsync<FirmAccount>(cancellation, firms)).ToDictionary(a => a.FirmId, StringComparer.Ordinal);
        var earlier = await session.QueryAsync<Subsidy>("where tenant_id = ? and data ->> 'schemeId' = ?", cancellation, session.TenantId, scheme.SchemeId);
        var before = new Before(
            earlier.Where(s => s.Year == year).Select(s => s.FirmId).ToHashSet(StringComparer.Ordinal),
            earlier.Where(s => s.Year != year).SelectMany(s => s.Lines).Select(l => l.LoanId).ToHashSet(StringComparer.Ordinal));
        return Qualifying.Of(scheme, version, year, loans, accounts, before, today);
    }
}
