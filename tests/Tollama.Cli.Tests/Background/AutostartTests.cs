namespace Tollama.Cli.Tests.Background;

public sealed class AutostartTests : CliFixture
{
    [Fact]
    public async Task A_daemon_is_started_when_none_answers()
    {
        await Daemon.DisposeAsync();
        FakeLauncher launcher = new();
        Launcher = launcher;

        await RunAsync("run", "auto", WriteFile("a.csv", "ds,y\n"), "--horizon", "1");

        launcher.Started.ShouldNotBeNull().ToString().ShouldBe(Variables["TOLLAMA_HOST"]);
        Terminal.Errors.ShouldStartWith("started tollama in the background (pid 17, log /logs/tollamad.log)\n");
    }

    [Theory]
    [InlineData(true, "--no-autostart")]
    [InlineData(false, "--strict")]
    public async Task None_is_started_when_it_may_not_be_or_nothing_can(bool hasLauncher, string option)
    {
        string url = Url;
        await Daemon.DisposeAsync();
        FakeLauncher launcher = new();
        Launcher = hasLauncher ? launcher : null;

        (await RunAsync("run", "auto", WriteFile("a.csv", "ds,y\n"), "--horizon", "1", option)).ShouldBe(ExitCodes.Unreachable);

        launcher.Started.ShouldBeNull();
        Terminal.Errors.ShouldBe($"Error: could not reach tollama at {url}: start it with 'tollama serve'\n");
    }

    [Fact]
    public async Task None_is_started_for_another_machine()
    {
        FakeLauncher launcher = new();
        Launcher = launcher;

        (await RunAsync("run", "auto", WriteFile("a.csv", "ds,y\n"), "--horizon", "1", "--base-url", "http://tollama.invalid:1")).ShouldBe(ExitCodes.Unreachable);

        launcher.Started.ShouldBeNull();
    }
}
