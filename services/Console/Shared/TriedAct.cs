namespace Cultivation.Console.Shared;

/// <summary>An act that was refused, and the form as it was filled in, so that nothing has to be written twice.</summary>
public sealed record TriedAct(string Act, IFormCollection Form);
