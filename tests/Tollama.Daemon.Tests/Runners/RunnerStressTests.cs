using Tollama.Core.Errors;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerStressTests
{
    private const int Requests = 200;

    [Fact(Timeout = 120_000)]
    public async Task Every_one_of_200_requests_gets_exactly_one_answer_from_a_runner_that_dies_at_random()
    {
        RunnerPolicy policy = new() { BreakerFailures = int.MaxValue, BackoffMin = TimeSpan.FromMilliseconds(1), BackoffMax = TimeSpan.FromMilliseconds(1) };
        await using FakeRunnerHost host = new(policy, null, null, "--death-rate=40");
        await host.LoadAsync("a");

        string[] outcomes = await Task.WhenAll(Enumerable.Range(0, Requests).Select(i => OutcomeAsync(host, $"tag-{i}")));

        for (int i = 0; i < Requests; i++)
        {
            outcomes[i].ShouldBeOneOf($$"""{"tag":"tag-{{i}}","filler":""}""", nameof(ErrorCode.RunnerFailed));
        }

        outcomes.Count(outcome => outcome.StartsWith('{')).ShouldBeGreaterThan(0);
        int sent = host.Journal.Count(line => line == "forecast");
        sent.ShouldBeLessThanOrEqualTo(2 * Requests);
        host.Supervisor.State.InFlight.ShouldBe(0);
        host.Supervisor.State.Restarts.ShouldBeGreaterThan(0);
    }

    private static async Task<string> OutcomeAsync(FakeRunnerHost host, string tag)
    {
        try
        {
            return FakeRunnerHost.TextOf(await host.ForecastAsync(tag: tag, model: "a"));
        }
        catch (TollamaException error)
        {
            return error.Code.ToString();
        }
    }
}
