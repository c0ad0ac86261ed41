using Tollama.Runner.Sdk.Tests.Doubles;
using Tollama.Stats;

namespace Tollama.Runner.Sdk.Tests.Contract;

public sealed class InProcessContractTests : RunnerContract
{
    protected override string Family => "mock";

    internal override Task<RunnerPeer> StartAsync() => Task.FromResult(InProcessRunner.Start(new MockFamily()));
}
