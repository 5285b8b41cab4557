using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Finance.SupportLists;
using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.Eligibility;

/// <summary>A firm as Finance knows it; stream <c>firm:{id}</c>. Holds what the ladder said, what follows from it, and what banks were told.</summary>
public sealed record FirmAccount(
    string Id, string CreditCode, string LegalName, Holding[] Holdings, Claim[] Claims, Consent[] Consents, Telling[] Tellings, long Version)
{
    /// <summary>Before the first event.</summary>
    public FirmAccount() : this("", "", "", [], [], [], [], 0) { }

    /// <summary>What authorities listed about it, as the ladder said since Finance listens to that.</summary>
    public AdverseRecord[] Adverse { get; init; } = [];

    /// <summary>The figures that some product's rule reads.</summary>
    public Figure[] Figures { get; init; } = [];

    /// <summary>When and where it was registered first; null for a firm that Finance knew before it listened to that.</summary>
    public Registration? Registered { get; init; }

    /// <summary>Since when the district has it no more; null while it has. Nobody who is not there meets a product's criteria.</summary>
    public Absence? Gone { get; init; }

    /// <summary>Key of the firm's stream.</summary>
    public static string Key(string firmId) => $"firm:{firmId}";

    /// <summary>The firm's id.</summary>
    internal string FirmId => StreamKey.IdOf(Id);

    /// <summary>The consent to a bank that was given last; null for none.</summary>
    public Consent? ConsentTo(string bankId) => Consents.FirstOrDefault(c => c.BankId == bankId);

    /// <summary>The district has it on a day.</summary>
    internal bool IsHere(DateOnly day) => Gone is not { } gone || day < gone.On;

    /// <summary>On a list of seriously dishonest subjects on a day, so far as the ladder has told.</summary>
    internal bool IsDishonest(DateOnly day) => Adverse.Any(a => a.Kind == AdverseRecord.SeriousDishonesty && a.Stands(day));

    /// <summary>The state after one more event.</summary>
    public FirmAccount Evolve(IEvent happened) => After(happened.Data, happened.Version) with { Id = happened.StreamKey! };

    internal FirmAccount After(object happened, long version) => Changed(happened, version) with { Version = version };

    private FirmAccount Changed(object happened, long version) => happened switch
    {
        FirmNamed n => this with { CreditCode = n.CreditCode, LegalName = n.LegalName },
        FirmFounded f => this with { Registered = new(f.EstablishedOn, f.Division) },
        FirmGone g => this with { Gone = Gone ?? new(g.On, new(g.Cause == GoneCause.Deregistered ? "firmDeregistered" : "firmMoved", g.Ref), g.Retroactive) },
        FigureLearnt l => this with { Figures = [.. Figures, l.Figure] },
        FigureCorrected c => this with { Figures = [.. Figures.Select(f => f.FactId == c.FactId ? f with { Value = c.Value } : f)] },
        FigureAnnulled a => this with { Figures = [.. Figures.Where(f => f.FactId != a.FactId)] },
        StageHeld h => this with { Holdings = [.. Holdings, Held(h)] },
        StageEnded e => Ended(e.StageId, e.On, by => new Basis("stageLeft", e.Ref, by.StageId, by.Credential, by.CertificateNo), e.Retroactive),
        CredentialHeld h => this with { Holdings = [.. Holdings, Held(h)] },
        CredentialExpired e => Ended(e.RecognitionId, e.Through.AddDays(1), by => by with { Kind = "recognitionExpired", Ref = e.Ref }, retroactive: false),
        CredentialRevoked r => Ended(r.RecognitionId, r.On, by => by with { Kind = "recognitionRevoked", Ref = r.Ref }, r.Retroactive),
        CredentialRestored r => Restored(r),
        CredentialAnnulled a => this with
        {
            Holdings = [.. Holdings.Select(h => h.Key == a.RecognitionId ? h.Ended(h.From, h.Start with { Kind = "recognitionAnnulled", Ref = a.Ref }, true) : h)],
        },
        AdverseListed a => this with { Adverse = [.. Adverse, new(a.RecordId, a.Kind, a.ListedOn, null)] },
        AdverseRemoved a => this with { Adverse = [.. Adverse.Select(r => r.RecordId == a.RecordId ? r with { RemovedOn = a.RemovedOn } : r)] },
        SupportListed s => this with { Holdings = [.. Holdings, new(HoldingKind.Support, SupportList.Code, SupportList.Code, s.From, null, Support("supportListed", SupportList.Word(s.Reason)))] },
        SupportDelisted s => this with
        {
            Holdings = [.. Holdings.Select(h => h.Kind == HoldingKind.Support && h.Until is null
                ? h.Ended(s.On, Support("supportDelisted", SupportList.Word(s.Reason)), retroactive: s.Reason == SupportExit.Mistake) : h)],
        },
        EligibilityGranted g => this with { Claims = [.. Claims, new Claim(g.ProductCode, version, g.EffectiveOn, null, g.Basis)] },
        EligibilityWithdrawn w => With(w.Claim, claim => claim with { Until = w.EffectiveOn, End = w.Basis }),
        EligibilityCorrected c => With(c.Supersedes, claim => claim with { Until = c.EffectiveOn, End = c.Basis, Corrected = true }),
        EligibilityDisclosed d => Told(d, version),
        ConsentGranted g => this with { Consents = [.. Consents.Where(c => c.BankId != g.BankId), Given(g, version)] },
        ConsentWithdrawn w => EndConsent(w.BankId, w.EffectiveOn),
        ConsentEndDisclosed e => EndConsent(e.BankId, e.EffectiveOn) with { Tellings = [.. Tellings.Where(t => t.BankId != e.BankId)] },
        _ => this,
    };

    private Basis Support(string kind, string reason) => new(kind, $"support:{CreditCode}", Reason: reason);

    private Holding Held(StageHeld h)
    {
        var recognition = Holdings.FirstOrDefault(known => known.Kind == HoldingKind.Credential && known.Key == h.RecognitionId);
        var basis = new Basis("stageEntered", h.Ref, h.StageId, recognition?.Code, recognition?.Start.CertificateNo);
        return new Holding(HoldingKind.Stage, h.StageId, h.StageId, h.From, null, basis);
    }

    private static Holding Held(CredentialHeld h) => new(
        HoldingKind.Credential, h.RecognitionId, h.Type, h.From, h.Through?.AddDays(1),
        new Basis("recognitionGranted", h.Ref, null, h.Type, h.CertificateNo));

    private FirmAccount Ended(string key, DateOnly on, Func<Basis, Basis> by, bool retroactive) =>
        this with { Holdings = [.. Holdings.Select(h => h.Key == key ? h.Ended(on, by(h.Start), retroactive) : h)] };

    // Undone in full, the holding goes on as if nothing had ended it, by the event that it was granted by. Else another time of it begins.
    private FirmAccount Restored(CredentialRestored r)
    {
        var until = r.Through?.AddDays(1);
        if (Holdings.Any(h => h.Key == r.RecognitionId && h.Until == r.From))
        {
            return this with
            {
                Holdings = [.. Holdings.Select(h => h.Key == r.RecognitionId && h.Until == r.From ? h with { Until = until, End = null, Retroactive = false } : h)],
            };
        }
        return Holdings.LastOrDefault(h => h.Key == r.RecognitionId) is { } known
            ? this with { Holdings = [.. Holdings, known with { From = r.From, Until = until, Start = known.Start with { Kind = "recognitionRestored", Ref = r.Ref }, End = null, Retroactive = false }] }
            : this;
    }

    private FirmAccount With(long claim, Func<Claim, Claim> change) =>
        this with { Claims = [.. Claims.Select(c => c.Number == claim ? change(c) : c)] };

    private FirmAccount Told(EligibilityDisclosed d, long version)
    {
        var told = Tellings.FirstOrDefault(t => t.BankId == d.BankId && t.Claim == d.Claim);
        var now = d.Kind switch
        {
            DisclosureKind.Granted => new Telling(d.BankId, d.Product.Code, d.Claim, version).Standing(d, version),
            DisclosureKind.Changed => told!.Standing(d, version),
            DisclosureKind.Expiring => told! with { WithinDays = d.WithinDays },
            DisclosureKind.CoverageEnded => told! with { Row = null },
            _ => told! with { Until = d.EffectiveOn, Ended = version, Row = null },
        };
        return this with
        {
            Tellings = [.. Tellings.Where(t => t != told), now],
            Consents = now.Row == version ? [.. Consents.Select(c => c.BankId == d.BankId ? c with { Rows = [.. c.Rows, version] } : c)] : Consents,
        };
    }

    private Consent Given(ConsentGranted g, long version)
    {
        var renewed = ConsentTo(g.BankId) is { EndedOn: null } before && g.From <= before.To.AddDays(1) ? before : null;
        var from = renewed is null || g.From < renewed.From ? g.From : renewed.From;
        return new Consent(g.BankId, renewed?.Since ?? version, g.DataScopes, g.Purpose, from, g.To) { Rows = renewed?.Rows ?? [], Products = g.Products };
    }

    private FirmAccount EndConsent(string bankId, DateOnly on) =>
        this with { Consents = [.. Consents.Select(c => c.BankId == bankId ? c with { EndedOn = c.EndedOn ?? on } : c)] };
}
