namespace Cultivation.Criteria.Tests;

/// <summary>The programme files as they are shipped.</summary>
internal static class Files
{
    public static readonly Programme National = ProgrammeFile.Parse(Read("cn-national-credentials"));
    public static readonly Programme Jiading = ProgrammeFile.Parse(Read("jiading-six-stage"));
    public static readonly Programme Shanghai = ProgrammeFile.Parse(Read("shanghai-municipal"));
    public static readonly Programme Tongxiang = ProgrammeFile.Parse(Read("tongxiang-nursery"));
    public static readonly ProgrammeSet Set = new(Jiading, National);
    public static readonly ProgrammeSet ShanghaiSet = new(Shanghai, National);
    public static readonly ProgrammeSet TongxiangSet = new(Tongxiang, National);

    /// <summary>The set whose main programme has the stage or credential, by the first part of its id; national ones are seen from Jiading.</summary>
    public static ProgrammeSet SetOf(string id) => id.Split('.')[0] switch { "sh" => ShanghaiSet, "tx" => TongxiangSet, _ => Set };

    public static FactDefinition Definition(string id) =>
        new[] { National, Jiading, Shanghai, Tongxiang }.Select(programme => programme.Definitions.GetValueOrDefault(id)).First(found => found is not null)!;

    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Files", $"{name}.json"));

    public static string Expected(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expected", $"{name}.json"));
}
