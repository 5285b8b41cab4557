namespace Cultivation.Criteria.Tests;

/// <summary>The programme files as they are shipped.</summary>
internal static class Files
{
    public static readonly Programme National = ProgrammeFile.Parse(Read("cn-national-credentials"));
    public static readonly Programme Jiading = ProgrammeFile.Parse(Read("jiading-six-stage"));
    public static readonly ProgrammeSet Set = new(Jiading, National);

    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Files", $"{name}.json"));

    public static string Expected(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expected", $"{name}.json"));
}
