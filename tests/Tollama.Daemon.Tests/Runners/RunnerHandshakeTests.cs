using Tollama.Core.Errors;
using Tollama.Daemon.Runners;
using Tollama.Testing.Files;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerHandshakeTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_says_nothing_is_named_and_killed_after_the_deadline()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(policy, time, null, "--hello=silent", beacon.Argument);

        Task<RunnerReply> reply = host.ForecastAsync();
        using System.Net.Sockets.TcpClient process = await beacon.AcceptAsync();
        await time.FireAsync(policy.HelloTimeout);
        TollamaException error = await Should.ThrowAsync<TollamaException>(reply);
        await Beacon.EndOfAsync(process);

        error.Code.ShouldBe(ErrorCode.RunnerFailed);
        error.Message.ShouldBe("Runner 'fake' did not answer 'hello' within 10 s.");
    }

    [Theory(Timeout = Timeout)]
    [InlineData("wrong-version", 99, "this daemon is older", "Update tollama, or install an older version of the runner 'fake'.")]
    [InlineData("old-version", 0, "the runner is older", "Update the runner 'fake', or install an older tollama.")]
    public async Task A_runner_of_another_protocol_version_is_refused_and_told_which_side_is_older(string hello, int version, string older, string hint)
    {
        await using FakeRunnerHost host = new(script: $"--hello={hello}");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync());

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        error.Message.ShouldBe($"Runner 'fake' (fake 1.2.3) speaks protocol {version}, this daemon speaks 1: {older}.");
        error.Hint.ShouldBe(hint);
        host.Logger.Text.ShouldContain(older);
        host.Supervisor.State.IsAlive.ShouldBeFalse();
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_does_not_say_its_version_speaks_the_first()
    {
        await using FakeRunnerHost host = new(script: "--hello=no-version");

        await host.ForecastAsync();

        host.Supervisor.State.Hello!.Name.ShouldBe("first");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_exits_at_once_is_tried_twice_and_its_stderr_is_shown()
    {
        await using FakeRunnerHost host = new(script: "--hello=exit");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync());

        error.Code.ShouldBe(ErrorCode.RunnerFailed);
        error.Message.ShouldContain("exited with code 7");
        error.Hint.ShouldBe("Last stderr: no licence file");
        host.Journal.Count(line => line == "start").ShouldBe(2);
        host.Logger.Text.ShouldContain("no licence file");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_refuses_hello_is_an_error()
    {
        await using FakeRunnerHost host = new(script: "--hello=error");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync());

        error.Message.ShouldStartWith("Runner 'fake' failed on 'hello': not today");
    }

    [Theory(Timeout = Timeout)]
    [InlineData("--hello=terse")]
    [InlineData("--hello=no-version")]
    [InlineData("--capabilities=hello,forecast")]
    public async Task Nothing_but_hello_and_forecast_is_asked_of_a_runner_that_names_no_more(string script)
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        await using FakeRunnerHost host = new(policy, time, null, script);

        await host.LoadAsync("a");
        await host.ForecastAsync(model: "a");
        time.Advance(policy.PingAfterIdle * 2);
        await host.ForecastAsync(model: "a");
        await host.Supervisor.UnloadAsync("a", TestContext.Current.CancellationToken);

        host.Journal.ShouldBe(["start", "hello", "forecast", "forecast"]);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("--hello=terse", "forecast r1")]
    [InlineData("--hello=no-version", "forecast")]
    public async Task The_id_of_a_request_is_told_to_runners_that_name_a_version(string script, string expected)
    {
        await using FakeRunnerHost host = new(script: script);

        await host.ForecastAsync(requestId: "r1");

        host.Journal.ShouldBe(["start", "hello", expected]);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_loads_another_model_is_not_believed()
    {
        await using FakeRunnerHost host = new(script: "--load=other-model");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.LoadAsync("a"));

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        error.Message.ShouldBe("Runner 'fake' answered 'load' with something that is not the protocol: result.model is 'other', and 'a' was asked for.");
    }

    [Theory(Timeout = Timeout)]
    [InlineData("""{"version":"1"}""", "result.name is missing")]
    [InlineData("""{"name":null,"version":"1"}""", "result.name is null; it must be a text")]
    [InlineData("""{"name":"n","version":1}""", "result.version is 1; it must be a text")]
    [InlineData("""{"name":"n","version":"1","protocol":"1"}""", "result.protocol is the text '1'; it must be a whole number")]
    [InlineData("""{"name":"n","version":"1","protocol":1,"protocol":1}""", "result.protocol stands twice")]
    [InlineData("""{"name":"n","version":"1","capabilities":"forecast"}""", "result.capabilities is the text 'forecast'; it must be an array")]
    [InlineData("""{"name":"n","version":"1","capabilities":["hello",null]}""", "result.capabilities[1] is null; it must be a text")]
    [InlineData("""{"name":"n","version":"1","more":{"a":1,"a":2}}""", "result.more.a stands twice")]
    [InlineData("[]", "result is an array; it must be an object")]
    [InlineData("7", "result is 7; it must be an object")]
    public async Task A_hello_of_the_wrong_shape_is_told_in_a_sentence(string result, string told)
    {
        await using FakeRunnerHost host = new(script: $"--hello-result={result}");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync());

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        error.Message.ShouldBe($"Runner 'fake' answered 'hello' with something that is not the protocol: {told}.");
    }

    [Theory(Timeout = Timeout)]
    [InlineData("/there/is/no/such/runner")]
    [InlineData("no-such-runner")]
    public async Task A_missing_executable_is_named_with_its_command(string fileName)
    {
        RunnerLaunch launch = new() { Name = "lost", FileName = fileName, Arguments = ["--fast"] };
        await using RunnerSupervisor supervisor = new(launch, new RunnerPolicy(), TimeProvider.System, new RecordingLogger(), null);

        TollamaException error = await Should.ThrowAsync<TollamaException>(
            () => supervisor.ForecastAsync(FakeRunnerHost.Call(), TestContext.Current.CancellationToken));

        error.Code.ShouldBe(ErrorCode.RunnerFailed);
        error.Message.ShouldContain(fileName);
        error.Hint.ShouldBe($"The command is: {fileName} --fast");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_program_that_echoes_is_not_a_runner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no cat");
        RunnerLaunch launch = new() { Name = "echo", FileName = "/bin/cat" };
        await using RunnerSupervisor supervisor = new(launch, new RunnerPolicy(), TimeProvider.System, new RecordingLogger(), null);

        TollamaException error = await Should.ThrowAsync<TollamaException>(
            () => supervisor.ForecastAsync(FakeRunnerHost.Call(), TestContext.Current.CancellationToken));

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_program_that_others_may_write_by_now_is_not_started()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string program = Path.Join(folder, "runner");
            await File.WriteAllTextAsync(program, $"#!/bin/sh\ntouch '{folder}/ran'\n", TestContext.Current.CancellationToken);
            FileModes.Set(program, "777");
            RunnerLaunch launch = new() { Name = "open", FileName = program, MustBeTrusted = true };
            await using RunnerSupervisor supervisor = new(launch, new RunnerPolicy(), TimeProvider.System, new RecordingLogger(), null);

            TollamaException error = await Should.ThrowAsync<TollamaException>(
                () => supervisor.ForecastAsync(FakeRunnerHost.Call(), TestContext.Current.CancellationToken));

            error.Code.ShouldBe(ErrorCode.RunnerFailed);
            error.Message.ShouldStartWith($"Runner 'open' is not started, because it is not trusted: '{program}' may be written by others");
            error.Hint.ShouldBe($"run: chmod go-w '{program}'");
            File.Exists(Path.Join(folder, "ran")).ShouldBeFalse();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
