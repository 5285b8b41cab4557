namespace Cultivation.Ladder.Tests.Http;

/// <summary>Credit codes that compute, made up: every one is new.</summary>
internal static class Codes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static int last;

    public static string New()
    {
        var body = $"91310114Y{Interlocked.Increment(ref last):0000000}";
        return (from middle in "0123456789X" from end in Alphabet select $"{body}{middle}{end}").First(c => Gb32100.Check(c) == CheckDigitState.Valid);
    }
}
