namespace Cultivation.Verifier;

internal static class Program
{
    private static int Main(string[] args) => VerifyFile.Run(args, Console.Out, Console.Error);
}
