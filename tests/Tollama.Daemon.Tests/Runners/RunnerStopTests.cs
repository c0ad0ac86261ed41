using System.Diagnostics;
using System.Net.Sockets;
using Tollama.Core.Errors;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerStopTests
{
    private const int Timeout = 60_000;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(26);

    [Fact(Timeout = Timeout)]
    public async Task A_stopped_runner_has_seen_the_end_of_its_input_and_is_not_started_again()
    {
        await using FakeRunnerHost host = new();
        await host.ForecastAsync();

        await Task.WhenAll(host.Supervisor.StopAsync(Grace), host.Supervisor.StopAsync(Grace));
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync());

        error.Code.ShouldBe(ErrorCode.RunnerUnavailable);
        error.RetryAfter.ShouldNotBeNull();
        host.Journal.ShouldBe(["start", "hello", "forecast", "eof"]);
        host.Supervisor.State.IsAlive.ShouldBeFalse();
        host.Logger.Text.ShouldNotContain("Warning");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_was_never_used_is_stopped_without_being_started()
    {
        await using FakeRunnerHost host = new();

        await host.Supervisor.StopAsync(Grace);

        host.Journal.ShouldBeEmpty();
    }

    [Fact(Timeout = Timeout)]
    public async Task Requests_in_flight_end_with_an_error_when_the_runner_is_stopped()
    {
        await using FakeRunnerHost host = new();
        Task<RunnerReply> reply = await host.BeginAsync("""{"fake":"hang"}""");

        await host.Supervisor.StopAsync(Grace);

        (await Should.ThrowAsync<TollamaException>(reply)).Code.ShouldBe(ErrorCode.RunnerUnavailable);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_ignores_the_end_of_its_input_is_asked_by_signal()
    {
        WatchedTime time = new();
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(null, time, null, "--ignore-eof", beacon.Argument);
        await host.ForecastAsync();
        using TcpClient process = await beacon.AcceptAsync();

        Task stop = host.Supervisor.StopAsync(Grace);
        await time.FireAsync(Grace / 2);

        await Beacon.EndOfAsync(process);
        await stop;
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_ignores_everything_is_killed_with_all_that_it_has_started()
    {
        WatchedTime time = new();
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(null, time, null, "--ignore-eof", "--ignore-term", "--child", beacon.Argument);
        await host.ForecastAsync();
        using TcpClient process = await beacon.AcceptAsync();
        using TcpClient child = await beacon.AcceptAsync();

        Task stop = host.Supervisor.StopAsync(Grace);
        await time.FireAsync(Grace / 2);
        await time.FireAsync(Grace / 2);

        await Beacon.EndOfAsync(process);
        await Beacon.EndOfAsync(child);
        await stop;
    }

    [Fact(Timeout = Timeout)]
    public async Task What_a_runner_has_started_ends_with_it_when_it_is_stopped()
    {
        Assert.SkipUnless(LaunchCommand.MakesGroups, "no process groups here");
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(script: ["--child", beacon.Argument]);
        await host.ForecastAsync();
        using TcpClient process = await beacon.AcceptAsync();
        using TcpClient child = await beacon.AcceptAsync();

        await host.Supervisor.StopAsync(Grace);

        await Beacon.EndOfAsync(process);
        await Beacon.EndOfAsync(child);
        host.Journal.ShouldContain("eof");
    }

    [Fact(Timeout = Timeout)]
    public async Task What_a_runner_has_started_ends_with_it_when_it_crashes()
    {
        Assert.SkipUnless(LaunchCommand.MakesGroups, "no process groups here");
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(script: ["--child", beacon.Argument]);
        await host.ForecastAsync();
        using TcpClient process = await beacon.AcceptAsync();
        using TcpClient child = await beacon.AcceptAsync();

        Process.GetProcessById(host.Supervisor.State.Pid!.Value).Kill();

        await Beacon.EndOfAsync(process);
        await Beacon.EndOfAsync(child);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("--ping=normal")]
    [InlineData("--ignore-eof")]
    public async Task Kill_9_of_the_daemon_leaves_no_orphan(string script)
    {
        Assert.SkipWhen(script == "--ignore-eof" && !File.Exists("/usr/bin/setpriv"), "no parent-death signal here");
        using Beacon beacon = new();
        using Process daemon = Process.Start(
            new ProcessStartInfo(TestPrograms.FakeDaemon, [TestPrograms.FakeRunner, "--ignore-term", script, beacon.Argument]))!;
        using TcpClient process = await beacon.AcceptAsync();

        daemon.Kill();

        await Beacon.EndOfAsync(process);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_runner_has_sent_into_another_session_ends_with_it(bool crashes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells of the environment of processes");
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(script: ["--stray", beacon.Argument]);
        await using FakeRunnerHost other = new();
        await other.ForecastAsync();
        await host.ForecastAsync();
        using TcpClient runner = await beacon.AcceptAsync();
        using TcpClient child = await beacon.AcceptAsync();

        if (crashes)
        {
            Process.GetProcessById(host.Supervisor.State.Pid!.Value).Kill();
        }
        else
        {
            await host.Supervisor.StopAsync(Grace);
        }

        await Beacon.EndOfAsync(runner);
        await Beacon.EndOfAsync(child);
        await other.ForecastAsync();
        other.Journal.Count(line => line == "start").ShouldBe(1);
    }
}
