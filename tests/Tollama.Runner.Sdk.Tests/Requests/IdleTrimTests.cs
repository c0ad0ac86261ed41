using Microsoft.Extensions.Time.Testing;
using Tollama.Runner.Sdk.Tests.Contract;
using Tollama.Runner.Sdk.Tests.Doubles;

namespace Tollama.Runner.Sdk.Tests.Requests;

public sealed class IdleTrimTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly IdleTrim _trim;
    private int _trims;

    public IdleTrimTests() => _trim = new IdleTrim(_time, () => _trims++);

    [Fact]
    public void Memory_is_given_back_once_in_each_idle_time()
    {
        _time.Advance(100 * IdleTrim.IdleTime);
        _trims.ShouldBe(0);

        for (int period = 1; period <= 2; period++)
        {
            _trim.Begin();
            _trim.End();
            _time.Advance(IdleTrim.IdleTime);
            _trims.ShouldBe(period);
            _time.Advance(100 * IdleTrim.IdleTime);
            _trims.ShouldBe(period);
        }
    }

    [Fact]
    public void While_a_request_runs_nothing_is_given_back()
    {
        _trim.Begin();
        _trim.Begin();
        _trim.End();
        _time.Advance(100 * IdleTrim.IdleTime);
        _trim.End();
        _time.Advance(IdleTrim.IdleTime / 2);
        _trim.Begin();
        _time.Advance(100 * IdleTrim.IdleTime);

        _trims.ShouldBe(0);
    }

    [Fact]
    public async Task A_runner_gives_memory_back_after_a_request()
    {
        TaskCompletionSource trimmed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunnerPeer runner = InProcessRunner.Start(new RunnerHostOptions
        {
            Name = "test-runner",
            Version = "1.0",
            Families = [new ScriptedFamily((task, _, _) => [ScriptedFamily.Outcome(task.Series[0], task)])],
            TimeProvider = _time,
            Trim = () => trimmed.TrySetResult(),
        });
        await runner.AskAsync("l", "load", """{"model":"m","family":"scripted"}""");
        await runner.AskAsync("f", "forecast", """{"model":"m","horizon":2,"series":[{"id":"a","target":[1,2,3]}]}""");

        // The answer is out a moment before the request counts as ended.
        while (!trimmed.Task.IsCompleted)
        {
            await Task.Yield();
            _time.Advance(IdleTrim.IdleTime);
        }
    }

    public void Dispose() => _trim.Dispose();
}
