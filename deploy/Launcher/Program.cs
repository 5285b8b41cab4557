using Cultivation.Launcher;
using Cultivation.Servers;

Verb[] verbs =
[
    Up.Verb,
    Down.Verb,
    Status.Verb,
    Trace.Verb,
    Schema.Verb,
    TakeBackup.Verb,
    RestoreBackup.Verb,
    RunTests.Verb,
    HoldServers.Verb,
    Need.Verb,
];

if (args.Length == 0 || Array.Find(verbs, verb => verb.Name == args[0]) is not { } chosen)
{
    foreach (var verb in verbs)
        Console.WriteLine($"{verb.Usage,-48} {verb.Help}");
    return 2;
}

using var interrupted = new Interruption();
try
{
    return await chosen.Run(args[1..], interrupted.Token);
}
catch (UsageError error)
{
    Console.Error.WriteLine($"{error.Message}\nusage: {chosen.Usage}");
    return 2;
}
catch (ServerFailed failure)
{
    Console.Error.WriteLine(failure);
    return 1;
}
catch (OperationCanceledException) when (interrupted.Token.IsCancellationRequested)
{
    return 130;
}
