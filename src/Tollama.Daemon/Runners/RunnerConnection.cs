using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>The protocol over a pair of pipes: many requests at once, answers in any order, matched by id.</summary>
internal sealed class RunnerConnection : ILineSink
{
    private const int LoggedNoiseBytes = 200;
    private const int UnreadableAnswerBytes = 64 * 1024;

    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PendingCalls _pending = new();
    private readonly LineWriter _writer;
    private readonly TaskCompletionSource<string> _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunnerPolicy _policy;
    private ITimer? _longLine;
    private long _lastHeard;

    /// <summary>Starts to read.</summary>
    public RunnerConnection(string name, Stream input, Stream output, RunnerPolicy policy, TimeProvider time, ILogger logger)
    {
        _name = name;
        _time = time;
        _logger = logger;
        _policy = policy;
        _writer = new LineWriter(input, policy.MaxLineBytes);
        _lastHeard = time.GetTimestamp();
        Reading = ReadAsync(output);
    }

    /// <summary>Ends when the runner's stdout ends (<see langword="null"/>), or when it cannot be read on, with the reason.</summary>
    public Task<string?> Reading { get; }

    /// <summary>Ends, with the reason, when a line that is too long has no end for too long.</summary>
    public Task<string> Stuck => _stuck.Task;

    /// <summary>How many requests wait for their answers, abandoned ones included, cancels not.</summary>
    public int InFlight => _pending.Count;

    /// <summary>How long the runner has been silent.</summary>
    public TimeSpan SilentFor => _time.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <summary>Sends a request; never waits.</summary>
    /// <param name="method">One of <see cref="RunnerMethods"/>.</param>
    /// <param name="parameters">Writes the parameters, straight into the bytes that go through the pipe.</param>
    /// <param name="requestId">The id of the user's request.</param>
    /// <param name="progress">Told how far the request is.</param>
    /// <exception cref="TollamaException">The line is longer than a runner reads; nothing was sent.</exception>
    public PendingCall Send(string method, Action<Utf8JsonWriter> parameters, string? requestId = null, Action<ProgressNotice>? progress = null)
    {
        PendingCall call = _pending.Add(progress);
        Send(call, method, parameters, requestId);
        return call;
    }

    /// <summary>Asks the runner to end a request that nobody waits for any longer. Who no longer waits for the acknowledgment has to <see cref="Forget"/> it.</summary>
    public PendingCall Cancel(PendingCall call)
    {
        CancelParams target = new() { Target = call.Id.ToString(CultureInfo.InvariantCulture) };
        PendingCall cancel = _pending.AddCancel();
        Send(cancel, RunnerMethods.Cancel, writer => JsonSerializer.Serialize(writer, target, TollamaJsonContext.Default.CancelParams), requestId: null);
        return cancel;
    }

    /// <summary>Waits for an answer no longer.</summary>
    public void Forget(PendingCall call) => _pending.TryTake(call.Id, out _);

    /// <summary>Closes the runner's stdin.</summary>
    public void CloseInput() => _writer.Close();

    /// <summary>Fails everything that waits, and whatever is sent later.</summary>
    public void Close(Exception cause)
    {
        _writer.Close();
        _pending.Close(cause);
    }

    private void Send(PendingCall call, string method, Action<Utf8JsonWriter> parameters, string? requestId)
    {
        if (call.Answer.IsCompleted)
        {
            return;
        }

        try
        {
            _writer.Send(line => call.LineBytes = line.AddRequest(call.Id, method, parameters, requestId));
        }
        catch (LineTooLongException)
        {
            Forget(call);
            throw RunnerFaults.RequestTooLong(_name, _policy.MaxLineBytes);
        }
        catch
        {
            Forget(call);
            throw;
        }
    }

    private async Task<string?> ReadAsync(Stream output)
    {
        try
        {
            return await new LineReader(output, _policy.MaxLineBytes, this).ReadToEndAsync().ConfigureAwait(false) ? null : LongLineReason();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            OnLongLineEnd();
        }
    }

    /// <inheritdoc />
    public void OnLine(ReadOnlySequence<byte> line)
    {
        Volatile.Write(ref _lastHeard, _time.GetTimestamp());
        if (line.IsEmpty)
        {
            return;
        }

        if (!AnswerHead.TryRead(line, out AnswerHead head))
        {
            OnNoise(line);
        }
        else if (head.Kind == AnswerKind.Progress)
        {
            OnProgress(head.Id, line);
        }
        else if (_pending.TryTake(head.Id, out PendingCall? call))
        {
            call.Complete(line.ToArray());
        }
        else
        {
            RunnerLog.StaleAnswer(_logger, _name, head.Id);
        }
    }

    /// <inheritdoc />
    public bool OnLongLine(ReadOnlySequence<byte> start)
    {
        Volatile.Write(ref _lastHeard, _time.GetTimestamp());
        if (!AnswerHead.TryReadBeginning(start, out AnswerHead head))
        {
            return false;
        }

        RunnerLog.LongAnswer(_logger, _name, head.Id, _policy.MaxLineBytes);
        if (_pending.TryTake(head.Id, out PendingCall? call))
        {
            call.Fail(RunnerFaults.AnswerTooLong(_name, _policy.MaxLineBytes));
        }

        _longLine = _time.CreateTimer(_ => _stuck.TrySetResult(LongLineReason()), null, _policy.LongLinePatience, Timeout.InfiniteTimeSpan);
        return true;
    }

    /// <inheritdoc />
    public void OnLongLineEnd()
    {
        Volatile.Write(ref _lastHeard, _time.GetTimestamp());
        _longLine?.Dispose();
        _longLine = null;
    }

    // A runner that cannot read a line cannot say whose it was. Without an answer its request would wait for ever; the longest line is the likeliest.
    private void OnNoise(ReadOnlySequence<byte> line)
    {
        if (UnreadableRequest(line) is { } error && _pending.TryTakeLongest(out PendingCall? call))
        {
            RunnerLog.Unreadable(_logger, _name, call.LineBytes, error.Message);
            call.Fail(RunnerFaults.Unreadable(_name, error));
        }
        else
        {
            RunnerLog.Noise(_logger, _name, Start(line));
        }
    }

    // {"id":"unknown","error":{"code":-32600,…}}
    private static RunnerError? UnreadableRequest(ReadOnlySequence<byte> line)
    {
        byte[] bytes = line.Length <= UnreadableAnswerBytes ? line.ToArray() : [];
        try
        {
            return bytes.AsSpan().IndexOf("\"unknown\""u8) >= 0 && RunnerAnswer.Parse(bytes).Error is { Code: RunnerErrorCodes.InvalidRequest } error ? error : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void OnProgress(long id, ReadOnlySequence<byte> line)
    {
        if (!_pending.TryGet(id, out PendingCall? call))
        {
            return;
        }

        try
        {
            RunnerAnswer answer = RunnerAnswer.Parse(line.ToArray());
            call.Progress?.Invoke(answer.Progress ?? throw new JsonException("the line has an empty progress"));
        }
        catch (JsonException error)
        {
            _pending.TryTake(id, out _);
            call.Fail(RunnerFaults.NotTheProtocol(_name, error));
        }
        catch (Exception error)
        {
            RunnerLog.ProgressFailed(_logger, _name, error);
        }
    }

    private string LongLineReason() => $"sent a line of more than {_policy.MaxLineBytes} bytes";

    private static string Start(ReadOnlySequence<byte> line) => Encoding.UTF8.GetString(line.Slice(0, Math.Min(line.Length, LoggedNoiseBytes)));
}
