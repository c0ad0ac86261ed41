namespace Tollama.Runner.Tests;

public sealed class RunnerThreadsTests
{
    [Fact]
    public void Each_request_that_may_run_finds_a_thread_at_once()
    {
        RunnerThreads.Prepare(100);

        ThreadPool.GetMinThreads(out int workers, out int ports);
        workers.ShouldBeGreaterThan(100);

        RunnerThreads.Prepare(1);
        ThreadPool.GetMinThreads(out int after, out int portsAfter);
        (after, portsAfter).ShouldBe((workers, ports));
    }
}
