namespace Cultivation.Launcher.Tests;

public sealed class UpOptionsSpecs
{
    [Fact]
    public void the_process_that_is_left_running_gets_every_option_but_detach()
    {
        var asked = UpOptions.Parse(["--detach", "--fresh", "--no-demo", "--no-build", "--port", "9000", "--otlp", "http://127.0.0.1:4317"]);
        var command = asked.ForDetached();

        Assert.Equal("up", command[0]);
        Assert.Equal(asked with { Detach = false, FromDetached = true }, UpOptions.Parse(command[1..]));
    }

    [Theory]
    [InlineData("--unknown")]
    [InlineData("--otlp")]
    [InlineData("--otlp", "nowhere")]
    [InlineData("--port")]
    [InlineData("--port", "http")]
    [InlineData("--port", "65535")]
    public void what_is_not_understood_is_refused(params string[] args) => Assert.Throws<UsageError>(() => UpOptions.Parse(args));
}
