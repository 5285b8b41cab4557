namespace Cultivation.Criteria;

/// <summary>How a firm comes to an instrument: it applies, or it is paid without having asked (免申即享) and only confirms where to.</summary>
public enum InstrumentMode { OnApplication, WithoutApplication }

/// <summary>Help that firms of some stages get: a voucher, a subsidy, a compensation, a catalogue of loans.</summary>
/// <param name="Products">What is offered under it, such as the loans of a support list.</param>
public sealed record Instrument(
    string Id, Text Name, string Kind, InstrumentMode Mode, Clause? Rule, Group? Criteria, ImmutableArray<Product> Products, Validity? Validity,
    ImmutableArray<Sla> Sla, ImmutableArray<Clause> Clauses);

/// <summary>One thing offered under an instrument, with conditions of its own or none.</summary>
/// <param name="Rule">How sure its terms as a whole are; null where only its name is known.</param>
public sealed record Product(string Id, Text Name, Clause? Rule, Group? Criteria);
