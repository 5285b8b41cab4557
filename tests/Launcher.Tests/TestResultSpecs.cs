namespace Cultivation.Launcher.Tests;

public sealed class TestResultSpecs : IDisposable
{
    private readonly string report = Path.GetTempFileName();

    public void Dispose() => File.Delete(report);

    [Fact]
    public void numbers_are_those_of_the_report()
    {
        var result = Read("""<assemblies><assembly passed="7" failed="2" skipped="1" errors="0"/></assemblies>""", exitCode: 1);
        Assert.Equal((7, 2, 1, false), (result.Passed, result.Failed, result.Skipped, result.Crashed));
        Assert.False(result.IsGood);
    }

    [Fact]
    public void an_error_outside_of_a_test_is_a_failure() =>
        Assert.Equal(1, Read("""<assemblies><assembly passed="7" failed="0" skipped="0" errors="1"/></assemblies>""", exitCode: 1).Failed);

    [Fact]
    public void a_bad_code_after_good_tests_is_a_crash()
    {
        var result = Read("""<assemblies><assembly passed="7" failed="0" skipped="0" errors="0"/></assemblies>""", exitCode: 134);
        Assert.Equal((1, true), (result.Failed, result.Crashed));
    }

    [Fact]
    public void no_report_is_a_crash()
    {
        var result = TestResult.Read(report + ".missing", 0, "", TimeSpan.Zero);
        Assert.Equal((0, 1, true), (result.Passed, result.Failed, result.Crashed));
    }

    [Fact]
    public void a_half_written_report_is_a_crash() => Assert.True(Read("<assemblies><assembly passed=", exitCode: 137).Crashed);

    [Fact]
    public void a_project_in_which_nothing_ran_is_not_good() =>
        Assert.False(Read("""<assemblies><assembly passed="0" failed="0" skipped="3" errors="0"/></assemblies>""", exitCode: 0).IsGood);

    private TestResult Read(string xml, int exitCode)
    {
        File.WriteAllText(report, xml);
        return TestResult.Read(report, exitCode, "", TimeSpan.Zero);
    }
}
