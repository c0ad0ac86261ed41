namespace Tollama.Runner.Sdk.Tests.Contract;

public sealed class PythonExampleContractTests : RunnerContract
{
    private const int LongestExample = 40;

    private static readonly string Script =
        Path.Combine(RunnerProcess.RepositoryRoot, "examples", "runners", "python", "last_value_runner.py");

    protected override string Family => "last-value";

    [Fact]
    public void The_example_is_short_enough_to_read_at_once() => File.ReadAllLines(Script).Length.ShouldBeLessThanOrEqualTo(LongestExample);

    internal override Task<RunnerPeer> StartAsync()
    {
        Assert.SkipUnless(RunnerProcess.Exists("python3"), "python3 is not installed");
        return Task.FromResult(RunnerProcess.Start("python3", Script));
    }
}
