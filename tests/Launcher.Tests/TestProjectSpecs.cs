namespace Cultivation.Launcher.Tests;

public sealed class TestProjectSpecs
{
    [Fact]
    public void the_test_projects_are_those_of_the_solution()
    {
        var projects = TestProject.All().ToArray();
        Assert.Contains(new TestProject("Launcher.Tests", "tests/Launcher.Tests/Launcher.Tests.csproj"), projects);
        Assert.DoesNotContain(projects, project => project.Name == "Kit");
    }

    [Fact]
    public void a_part_of_the_name_is_enough_in_either_case() => Assert.True(new TestProject("EventStore.Tests", "").IsCalled("store"));
}
