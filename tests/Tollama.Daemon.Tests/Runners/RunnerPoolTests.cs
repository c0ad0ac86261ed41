using Microsoft.Extensions.Logging.Abstractions;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerPoolTests : IAsyncDisposable
{
    private const int Timeout = 60_000;
    private readonly RunnerPool _pool = new(
        new RunnerFamilies(
            "nowhere",
            TestPrograms.Environment,
            RunnerDefinitions.None with
            {
                All =
                [
                    new RunnerDefinition { Family = "shared", Command = [TestPrograms.FakeRunner] },
                    new RunnerDefinition { Family = "own", Command = [TestPrograms.FakeRunner], Exclusive = true },
                ],
            }),
        new RunnerPolicy(),
        TimeProvider.System,
        NullLoggerFactory.Instance,
        metrics: null);

    [Fact]
    public void A_stateless_family_has_one_runner_and_an_exclusive_one_has_one_a_model()
    {
        _pool.Get("shared", "a").ShouldBeSameAs(_pool.Get("shared", "b"));
        _pool.Get("own", "a").ShouldBeSameAs(_pool.Get("own", "a"));
        _pool.Get("own", "a").ShouldNotBeSameAs(_pool.Get("own", "b"));
        _pool.Get("stats", "a").ShouldNotBeSameAs(_pool.Get("mock", "a"));
        _pool.States.Select(state => state.Name).ShouldBe(["shared", "own/a", "own/b", "stats", "mock"], ignoreOrder: true);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_released_model_ends_its_own_process_and_leaves_a_shared_one()
    {
        RunnerSupervisor own = await LoadAsync("own", "a");
        RunnerSupervisor shared = await LoadAsync("shared", "a");

        await _pool.ReleaseAsync("own", "a", TestContext.Current.CancellationToken);
        await _pool.ReleaseAsync("shared", "a", TestContext.Current.CancellationToken);
        await _pool.ReleaseAsync("shared", "never loaded", TestContext.Current.CancellationToken);
        await _pool.ReleaseAsync("own", "never loaded", TestContext.Current.CancellationToken);

        own.State.IsAlive.ShouldBeFalse();
        shared.State.IsAlive.ShouldBeTrue();
        shared.State.Models.ShouldBeEmpty();
        _pool.Get("own", "a").ShouldNotBeSameAs(own);
        (await LoadAsync("own", "a")).State.IsAlive.ShouldBeTrue();
    }

    [Fact(Timeout = Timeout)]
    public async Task A_stopped_pool_has_no_processes_and_starts_none()
    {
        await LoadAsync("own", "a");
        await LoadAsync("shared", "a");

        await _pool.StopAllAsync(TimeSpan.FromSeconds(20));

        _pool.States.ShouldAllBe(state => !state.IsAlive);
        Should.Throw<TollamaException>(() => _pool.Get("shared", "a")).Code.ShouldBe(ErrorCode.RunnerUnavailable);
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private async Task<RunnerSupervisor> LoadAsync(string family, string model)
    {
        RunnerSupervisor supervisor = _pool.Get(family, model);
        await supervisor.LoadAsync(new ModelLoad(new LoadParams { Model = model, Family = family }), TestContext.Current.CancellationToken);
        return supervisor;
    }
}
