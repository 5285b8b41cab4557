namespace Cultivation.Hosting;

/// <summary>
/// Stored for ever in the stream text:{ref}: add, never rename. Words that somebody had written were erased on request; the events that refer to them stay as
/// they are and lead to nothing.
/// </summary>
/// <param name="Stream">The stream that refers to them.</param>
/// <param name="RequestRef">The paper by which it was asked for, by its number.</param>
public sealed record TextErased(string TextRef, string Stream, string RequestRef, DateOnly ErasedOn, string By);
