namespace Tollama.Runner.Sdk.Tests.Contract;

public sealed class TollamaRunnerContractTests : RunnerContract
{
    protected override string Family => "stats";

    protected override string Model => "naive";

    internal override Task<RunnerPeer> StartAsync() =>
        Task.FromResult(RunnerProcess.Start(RunnerProcess.Executable("Tollama.Runner", "tollama-runner")));
}
