namespace Cultivation.Ladder.People;

// Stored for ever in the stream person:{ref}: add, never rename. What a person is called or told stands in a document only, which can be erased.

/// <summary>A natural person was put on file; everything else refers to it by this reference.</summary>
/// <param name="Source">Whence the commission has the person's data, such as the carrier's report or the person's own filing.</param>
public sealed record PersonRegistered(string PersonRef, string Source, DateOnly RegisteredOn);

/// <summary>The person's data were corrected. What they are, and were, is not told here.</summary>
public sealed record PersonCorrected(string PersonRef, DateOnly CorrectedOn);

/// <summary>The person's data were erased on request; the reference stays and leads to nobody.</summary>
/// <param name="RequestRef">The paper by which it was asked for, by its number.</param>
public sealed record PersonErased(string PersonRef, string RequestRef, DateOnly ErasedOn);
