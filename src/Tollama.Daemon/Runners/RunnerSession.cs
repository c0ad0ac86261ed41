using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Tollama.Core.Json;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>One runner process from its start to its end, and the protocol with it.</summary>
/// <remarks>A session is never restarted: after a crash a new one is created.</remarks>
internal sealed class RunnerSession
{
    private const int TailLines = 10;

    private readonly RunnerLaunch _launch;
    private readonly RunnerPolicy _policy;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RunnerProcess _process;
    private readonly RunnerConnection _connection;
    private readonly Action<RunnerSession, RunnerLostException> _onEnded;
    private readonly CanceledRequests _canceled;
    private readonly Lock _gate = new();
    private RunnerWatch? _watch;
    private Task<bool>? _ping;
    private Killing? _killing;

    private RunnerSession(
        RunnerLaunch launch, RunnerPolicy policy, TimeProvider time, ILogger logger, RunnerProcess process, Action<RunnerSession, RunnerLostException> onEnded)
    {
        _launch = launch;
        _policy = policy;
        _time = time;
        _logger = logger;
        _process = process;
        _onEnded = onEnded;
        _connection = new RunnerConnection(launch.Name, process.Input, process.Output, policy, time, logger);
        _canceled = new CanceledRequests(_connection, policy, time, reason => Kill(reason, LossCause.EndedByDaemon));
        Ended = Task.Run(WatchAsync);
    }

    /// <summary>What the runner answered to <c>hello</c>; <see langword="null"/> before that.</summary>
    public HelloResult? Hello { get; private set; }

    /// <summary>Completes after the process has ended and every waiting request has failed or was answered.</summary>
    public Task Ended { get; }

    /// <summary>True from the moment the process is stopped on purpose.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>True from the moment the process is ended because nobody needs it; its successor may run already. Set by its owner.</summary>
    public bool IsRetired { get; set; }

    /// <summary>How long the process has had nothing to do; <see langword="null"/> while it works.</summary>
    public TimeSpan? IdleFor => _connection.InFlight > 0 ? null : _connection.SilentFor;

    /// <summary>The physical memory that the process took after its last load, in bytes.</summary>
    public long LoadedBytes { get; private set; }

    /// <summary>The process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>When the process was started.</summary>
    public DateTimeOffset StartedAt => _process.StartedAt;

    /// <summary>The physical memory of the process, in bytes.</summary>
    public long ResidentBytes => _process.ResidentBytes;

    /// <summary>Starts a process; it has not introduced itself yet.</summary>
    /// <exception cref="Core.Errors.TollamaException">It could not be started.</exception>
    public static async Task<RunnerSession> StartAsync(
        RunnerLaunch launch, RunnerPolicy policy, TimeProvider time, ILogger logger, Action<RunnerSession, RunnerLostException> onEnded)
    {
        try
        {
            RunnerProcess process = await RunnerProcess.StartAsync(launch, policy.StderrLines, time, logger).ConfigureAwait(false);
            return new RunnerSession(launch, policy, time, logger, process, onEnded);
        }
        catch (UntrustedFileException error)
        {
            throw RunnerFaults.NotTrusted(launch, error);
        }
        catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw RunnerFaults.NotStarted(launch, error);
        }
    }

    /// <summary>Exchanges names and versions.</summary>
    /// <param name="timeout">How long the answer may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Core.Errors.TollamaException">There was no answer in time, or one of another protocol version. The process is killed.</exception>
    public async Task HandshakeAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        HelloParams hello = new() { Protocol = RunnerMethods.ProtocolVersion };
        try
        {
            RunnerAnswer answer = await CallAsync(
                RunnerMethods.Hello, writer => JsonSerializer.Serialize(writer, hello, TollamaJsonContext.Default.HelloParams), timeout, cancellationToken).ConfigureAwait(false);
            HelloResult result = Read(answer, RunnerMethods.Hello, TollamaJsonContext.Default.HelloResult);
            if ((result.Protocol ?? RunnerMethods.FirstVersion) != RunnerMethods.ProtocolVersion)
            {
                throw RunnerFaults.WrongProtocol(_launch.Name, result);
            }

            // Source-generated JSON sets an absent init property to null, whatever its initializer says.
            Hello = result with { Families = result.Families ?? [], Capabilities = result.Capabilities ?? [] };
        }
        catch (TimeoutException)
        {
            throw RunnerFaults.NoHello(_launch, timeout, Tail);
        }
    }

    /// <summary>True if the runner says that it knows the method. Nothing but <c>hello</c> and <c>forecast</c> is asked of one that does not.</summary>
    public bool Can(string method) => Hello?.Capabilities.Contains(method) == true;

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <exception cref="TimeoutException">There was none in time. The request was cancelled.</exception>
    /// <exception cref="OperationCanceledException">The token fired. The request was cancelled.</exception>
    /// <exception cref="RunnerLostException">The process ended first.</exception>
    /// <exception cref="Core.Errors.TollamaException">The answer is not the protocol.</exception>
    public async Task<RunnerAnswer> CallAsync(
        string method,
        Action<Utf8JsonWriter> parameters,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        string? requestId = null,
        Action<ProgressNotice>? progress = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PendingCall call = _connection.Send(method, parameters, TakesRequestIds ? requestId : null, progress);
        byte[] line;
        try
        {
            line = await call.Answer.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Abandon(call, mustEnd: true);
            throw;
        }
        catch (OperationCanceledException)
        {
            Abandon(call, mustEnd: false);
            throw;
        }

        try
        {
            return RunnerAnswer.Parse(line);
        }
        catch (JsonException error)
        {
            throw RunnerFaults.NotTheProtocol(_launch.Name, error);
        }
    }

    /// <summary>Reads the result of an answer that must have one.</summary>
    public T Read<T>(RunnerAnswer answer, string method, JsonTypeInfo<T> type)
        where T : class
    {
        if (answer.Error is { } error)
        {
            throw RunnerFaults.FromRunner(_launch.Name, model: "", error, method);
        }

        try
        {
            return answer.ResultAs(type);
        }
        catch (JsonException problem)
        {
            throw RunnerFaults.BadResult(_launch.Name, method, problem.Message);
        }
    }

    /// <summary>Sends <c>ping</c> to a process that has been silent for long. Callers at the same time share one ping.</summary>
    /// <returns><see langword="false"/> when there was no answer. Then the process was killed, and it has ended.</returns>
    public Task<bool> IsResponsiveAsync()
    {
        if (!Can(RunnerMethods.Ping) || _connection.InFlight > 0 || _connection.SilentFor < _policy.PingAfterIdle)
        {
            return PingInProgress() ?? Task.FromResult(true);
        }

        lock (_gate)
        {
            return _ping ??= Task.Run(PingAsync);
        }
    }

    /// <summary>Begins to look at the process: at its memory and at the time that it has had nothing to do.</summary>
    public void Watch(TimeSpan? stopWhenIdle, Action<RunnerSession, string> retire)
    {
        LoadedBytes = Math.Max(LoadedBytes, ResidentBytes);
        RunnerWatch watch = new(this, _policy, stopWhenIdle, _time, retire);
        _watch = watch;
        if (_process.Exited.IsCompleted)
        {
            watch.Dispose();
        }
    }

    /// <summary>Notes the memory that the process takes after it has loaded a model.</summary>
    public void NoteLoaded() => LoadedBytes = ResidentBytes;

    /// <summary>Kills the process and all processes that it has started, because of a fault. Requests that wait for it fail as after a crash.</summary>
    public void Kill(string reason) => Kill(reason, LossCause.Crashed);

    /// <summary>Kills the process because it takes too much memory.</summary>
    public void KillOverMemory(string reason) => Kill(reason, _connection.InFlight > 1 ? LossCause.OverMemory : LossCause.OverMemoryAlone);

    /// <summary>Ends the process: closes its stdin, waits, SIGTERM, kills the tree.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        IsStopping = true;
        _connection.CloseInput();
        await _process.EndAsync(grace).ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
        RunnerLog.Stopped(_logger, _launch.Name, _process.Id);
    }

    private static void WriteNothing(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    // Who says nothing of versions may know no other field than the first ones, and refuse this one.
    private bool TakesRequestIds => Hello?.Protocol is not null;

    private string Tail => _process.Stderr.Tail(TailLines);

    private Task<bool>? PingInProgress()
    {
        lock (_gate)
        {
            return _ping;
        }
    }

    private async Task<bool> PingAsync()
    {
        try
        {
            // Any answer shows that the process works, also the error "method not found".
            await CallAsync(RunnerMethods.Ping, WriteNothing, _policy.PingTimeout, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Core.Errors.TollamaException)
        {
            return true;
        }
        catch (TimeoutException)
        {
            Kill("did not answer a ping");
            await Ended.ConfigureAwait(false);
            return false;
        }
        catch (RunnerLostException)
        {
            await Ended.ConfigureAwait(false);
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _ping = null;
            }
        }
    }

    private void Kill(string reason, LossCause cause)
    {
        if (Interlocked.CompareExchange(ref _killing, new Killing(reason, cause), null) is null && !_process.Exited.IsCompleted)
        {
            RunnerLog.Killing(_logger, _launch.Name, reason, _process.Id);
            _process.Kill();
        }
    }

    /// <summary>Asks the runner to stop working on a request, and sees to it that it does.</summary>
    /// <remarks>
    /// A runner without <c>cancel</c> may finish the work when only the client has left (<paramref name="mustEnd"/> is false).
    /// When the time is over, its work has to end, and the only way is to end the process.
    /// </remarks>
    private void Abandon(PendingCall call, bool mustEnd)
    {
        call.Abandon();
        if (Can(RunnerMethods.Cancel))
        {
            _ = _canceled.CancelAsync(call);
        }
        else if (mustEnd)
        {
            _ = _canceled.KillIfUnansweredAsync(call);
        }
    }

    private async Task WatchAsync()
    {
        await Task.WhenAny(_connection.Reading, _connection.Stuck, _process.Exited).ConfigureAwait(false);
        if (_connection.Stuck.IsCompleted)
        {
            Kill(await _connection.Stuck.ConfigureAwait(false));
        }
        else if (_connection.Reading.IsCompleted)
        {
            // At the end of stdout the process is about to exit: waiting for it gives the true exit code.
            string? fault = await _connection.Reading.ConfigureAwait(false);
            if (fault is not null || !await _process.ExitsWithinAsync(_policy.StopGrace).ConfigureAwait(false))
            {
                Kill(fault ?? "closed its stdout");
            }
        }

        await _process.Exited.ConfigureAwait(false);
        _watch?.Dispose();
        _process.ForgetGroup();
        await DrainAsync().ConfigureAwait(false);
        RunnerLostException loss = Loss();

        // The owner is told first. So a request that fails and is tried again finds that a new process can be started.
        _onEnded(this, loss);
        _connection.Close(loss);
        _process.Dispose();
    }

    private RunnerLostException Loss()
    {
        string end = _killing is { } killing ? $"{killing.Reason} and was killed"
            : IsRetired ? "was ended because it was idle"
            : $"exited with code {_process.ExitCode}";
        LossCause cause = _killing?.Cause ?? (IsRetired || IsStopping ? LossCause.EndedByDaemon : LossCause.Crashed);
        return new RunnerLostException($"Runner '{_launch.Name}' {end}", Tail, cause);
    }

    /// <summary>Reads what is left in the pipes. The wait has a limit, because a child that has left the process group may keep them open.</summary>
    private async Task DrainAsync()
    {
        try
        {
            await Task.WhenAll(_connection.Reading, _process.StderrDrained).WaitAsync(_policy.StopGrace, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Output.Dispose();
        }
    }

    private sealed record Killing(string Reason, LossCause Cause);
}
