namespace Cultivation.Servers;

/// <summary>A server or service could not be started; <paramref name="log"/> is the end of what it wrote.</summary>
public sealed class ServerFailed(string message, string log = "") : Exception(message)
{
    public string Log => log;

    public override string ToString() => log.Length == 0 ? Message : $"{Message}\n{log}";
}
