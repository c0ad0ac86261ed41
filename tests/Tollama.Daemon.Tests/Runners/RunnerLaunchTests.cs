using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

/// <summary>What Linux says of a process that was started.</summary>
public sealed class RunnerLaunchTests
{
    private const int Timeout = 60_000;
    private const int GroupField = 4;
    private const int NiceField = 18;

    [Theory(Timeout = Timeout)]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_runner_is_as_nice_as_it_was_told(int nice)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux");
        await using FakeRunnerHost host = new(null, null, null, launch => launch with { Nice = nice });

        await host.ForecastAsync();

        Field(host.Supervisor.State.Pid!.Value, NiceField).ShouldBe(Math.Min(Field(Environment.ProcessId, NiceField) + nice, 19));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_leads_its_own_process_group()
    {
        Assert.SkipUnless(LaunchCommand.MakesGroups, "no process groups here");
        await using FakeRunnerHost host = new();

        await host.ForecastAsync();

        Field(host.Supervisor.State.Pid!.Value, GroupField).ShouldBe(host.Supervisor.State.Pid!.Value);
    }

    [Fact(Timeout = Timeout)]
    public async Task The_kernel_takes_a_runner_before_the_daemon()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux");
        await using FakeRunnerHost host = new();

        await host.ForecastAsync();

        Score(host.Supervisor.State.Pid!.Value).ShouldBe(Math.Min(Score(Environment.ProcessId) + 500, 1000));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_process_is_started_when_another_has_made_room()
    {
        WatchedTime time = new();
        DateTimeOffset begin = time.GetUtcNow();
        RunnerPolicy policy = new() { Starts = new StartGate(1) };
        using Beacon beacon = new();
        await using FakeRunnerHost first = new(policy, time, null, "--hello=silent", beacon.Argument);
        await using FakeRunnerHost second = new(policy, time);

        Task<RunnerReply> silent = first.ForecastAsync();
        using System.Net.Sockets.TcpClient process = await beacon.AcceptAsync();
        Task<RunnerReply> waiting = second.ForecastAsync();
        await time.FireAsync(policy.HelloTimeout);
        await Should.ThrowAsync<TollamaException>(silent);
        await waiting;

        second.Supervisor.State.StartedAt.ShouldBe(begin + policy.HelloTimeout);
        policy.Starts.Starting.ShouldBe(0);
    }

    [Fact(Timeout = Timeout)]
    public async Task The_time_for_hello_is_longer_when_several_start_at_once()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new() { Starts = new StartGate(3) };
        await using FakeRunnerHost host = new(policy, time, null, "--hello=silent");
        using IDisposable other = await policy.Starts.EnterAsync(TestContext.Current.CancellationToken);

        Task<RunnerReply> reply = host.ForecastAsync();
        await time.FireAsync(2 * policy.HelloTimeout);

        (await Should.ThrowAsync<TollamaException>(reply)).Message.ShouldBe("Runner 'fake' did not answer 'hello' within 20 s.");
    }

    [Fact(Timeout = 2 * Timeout)]
    public async Task Many_runners_that_are_needed_at_once_all_start()
    {
        RunnerPolicy policy = new();
        FakeRunnerHost[] hosts = [.. Enumerable.Range(0, 20).Select(_ => new FakeRunnerHost(policy))];

        await Task.WhenAll(hosts.Select(host => host.LoadAsync("a")));

        await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
    }

    private static int Field(int processId, int number)
    {
        string stat = File.ReadAllText($"/proc/{processId}/stat");

        // The name of the program, in parentheses, may hold blanks.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return int.Parse(fields[number - 2], CultureInfo.InvariantCulture);
    }

    private static int Score(int processId) => int.Parse(File.ReadAllText($"/proc/{processId}/oom_score_adj"), CultureInfo.InvariantCulture);
}
