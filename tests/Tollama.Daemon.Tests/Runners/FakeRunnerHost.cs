using System.Text;
using System.Text.Json;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

/// <summary>A supervisor over a fake runner process, and what is to be seen of both.</summary>
internal sealed class FakeRunnerHost : IAsyncDisposable
{
    private readonly string _journal = Path.Join(Path.GetTempPath(), Path.GetRandomFileName());

    public FakeRunnerHost(RunnerPolicy? policy = null, TimeProvider? time = null, RunnerMetrics? metrics = null, params string[] script)
        : this(policy, time, metrics, launch => launch, script)
    {
    }

    public FakeRunnerHost(RunnerPolicy? policy, TimeProvider? time, RunnerMetrics? metrics, Func<RunnerLaunch, RunnerLaunch> configure, params string[] script)
    {
        Launch = configure(new RunnerLaunch
        {
            Name = "fake",
            FileName = TestPrograms.FakeRunner,
            Arguments = [.. script, $"--journal={_journal}"],
            Environment = TestPrograms.Environment,
        });
        Supervisor = new RunnerSupervisor(Launch, policy ?? new RunnerPolicy(), time ?? TimeProvider.System, Logger, metrics);
    }

    public RunnerLaunch Launch { get; }

    public RecordingLogger Logger { get; } = new();

    public RunnerSupervisor Supervisor { get; }

    /// <summary>What the processes were asked, over all starts: <c>start</c>, <c>hello</c>, <c>load m</c>, <c>forecast request-id</c>, ….</summary>
    public IReadOnlyList<string> Journal => File.Exists(_journal) ? File.ReadAllLines(_journal) : [];

    public static RunnerCall Call(string options = "{}", string tag = "t", TimeSpan? timeout = null, Action<ProgressNotice>? progress = null, string? model = null, string? requestId = null) => new()
    {
        Model = model ?? "m",
        Parameters = Raw(
            model is null ? $$"""{"tag":"{{tag}}","options":{{options}}}""" : $$"""{"model":"{{model}}","tag":"{{tag}}","options":{{options}}}"""),
        Timeout = timeout,
        Progress = progress,
        RequestId = requestId,
    };

    public Task<RunnerReply> ForecastAsync(string options = "{}", string tag = "t", TimeSpan? timeout = null, CancellationToken? cancellationToken = null, string? model = null, string? requestId = null) =>
        Supervisor.ForecastAsync(Call(options, tag, timeout, model: model, requestId: requestId), cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>Sends a forecast and returns when the process has begun to work on it.</summary>
    public async Task<Task<RunnerReply>> BeginAsync(string options, TimeSpan? timeout = null, CancellationToken? cancellationToken = null)
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        string announced = options.Insert(1, "\"announce\":1,");
        RunnerCall call = Call(announced, timeout: timeout, progress: _ => begun.TrySetResult());
        Task<RunnerReply> reply = Supervisor.ForecastAsync(call, cancellationToken ?? TestContext.Current.CancellationToken);
        await await Task.WhenAny(begun.Task, reply);
        return reply;
    }

    /// <summary>Sends a forecast that takes so many MiB on the first process, and returns when they are taken.</summary>
    public Task<Task<RunnerReply>> BeginGrownAsync(int mebibytes) => BeginAsync($$"""{"fake":"grow-and-hang","count":{{mebibytes}},"until_start":1}""");

    /// <summary>Starts a process that answers this one request and reads no other.</summary>
    public Task DeafenAsync() => Supervisor.ForecastAsync(
        new RunnerCall { Model = "m", Parameters = Raw("""{"deaf":true}""") }, TestContext.Current.CancellationToken);

    public Task<LoadResult> LoadAsync(string model, Func<CancellationToken, Task>? check = null)
    {
        ModelLoad load = new(new LoadParams { Model = model, Family = "fake" });
        return Supervisor.LoadAsync(check is null ? load : load with { Check = check }, TestContext.Current.CancellationToken);
    }

    /// <summary>Parameters that are written as they are.</summary>
    public static Action<Utf8JsonWriter, HelloResult> Raw(string json) => (writer, _) => writer.WriteRawValue(json);

    public static string TextOf(RunnerReply reply) => Encoding.UTF8.GetString(reply.ResultJson.Span);

    public async ValueTask DisposeAsync()
    {
        // Without grace: under a clock that stands still it would never be over.
        await Supervisor.StopAsync(TimeSpan.Zero);
        await Supervisor.DisposeAsync();
        File.Delete(_journal);
    }
}
