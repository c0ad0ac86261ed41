namespace Tollama.Runner.Sdk.Tests.Contract;

public sealed class CSharpExampleContractTests : RunnerContract
{
    protected override string Family => "last-value";

    internal override Task<RunnerPeer> StartAsync() =>
        Task.FromResult(RunnerProcess.Start(RunnerProcess.Executable("LastValueRunner", "last-value-runner")));
}
