namespace Cultivation.Launcher;

/// <summary>One command of the launcher. To add one: a file with a static class that has a <c>Verb</c>, and its name in Program.cs.</summary>
internal sealed record Verb(string Name, string Usage, string Help, Func<string[], CancellationToken, Task<int>> Run);

/// <summary>The command line is not understood.</summary>
internal sealed class UsageError(string message) : Exception(message);
