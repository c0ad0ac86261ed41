using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerEnvironmentTests
{
    [Theory]
    [InlineData("PATH")]
    [InlineData("HOME")]
    [InlineData("LD_LIBRARY_PATH")]
    [InlineData("DOTNET_ROOT")]
    [InlineData("DOTNET_ROOT_X64")]
    [InlineData("DOTNET_ROOT(x86)")]
    [InlineData("TOLLAMA_KERNEL")]
    [InlineData("TOLLAMA_NUM_THREADS")]
    [InlineData("TOLLAMA_LOG_LEVEL")]
    public void What_a_runner_needs_is_passed_on(string name) =>
        RunnerEnvironment.Filter(new Dictionary<string, string> { [name] = "v" }).ShouldBe(new Dictionary<string, string> { [name] = "v" });

    [Theory]
    [InlineData("TOLLAMA_API_KEYS")]
    [InlineData("TOLLAMA_HF_TOKEN")]
    [InlineData("HF_TOKEN")]
    [InlineData("HTTPS_PROXY")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("LD_PRELOAD")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("DOTNET_ROOTKIT")]
    public void Everything_else_stays_with_the_daemon(string name) =>
        RunnerEnvironment.Filter(new Dictionary<string, string> { [name] = "v" }).ShouldBeEmpty();
}
