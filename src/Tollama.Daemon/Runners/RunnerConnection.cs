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
internal sealed class RunnerConnection
{
    private const int LoggedNoiseBytes = 200;

    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PendingCalls _pending = new();
    private readonly LineWriter _writer;
    private readonly int _maxLineBytes;
    private long _lastHeard;

    /// <summary>Starts to read.</summary>
    public RunnerConnection(string name, Stream input, Stream output, int maxLineBytes, TimeProvider time, ILogger logger)
    {
        _name = name;
        _time = time;
        _logger = logger;
        _maxLineBytes = maxLineBytes;
        _writer = new LineWriter(input);
        _lastHeard = time.GetTimestamp();
        Reading = ReadAsync(output);
    }

    /// <summary>Ends when the runner's stdout ends (<see langword="null"/>), or when it cannot be read on, with the reason.</summary>
    public Task<string?> Reading { get; }

    /// <summary>True if a request waits for its answer.</summary>
    public bool IsBusy => _pending.Count > 0;

    /// <summary>How long the runner has been silent.</summary>
    public TimeSpan SilentFor => _time.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <summary>Sends a request; never waits.</summary>
    /// <param name="method">One of <see cref="RunnerMethods"/>.</param>
    /// <param name="parameters">Writes the parameters, straight into the bytes that go through the pipe.</param>
    /// <param name="requestId">The id of the user's request.</param>
    /// <param name="progress">Told how far the request is.</param>
    public PendingCall Send(string method, Action<Utf8JsonWriter> parameters, string? requestId = null, Action<ProgressNotice>? progress = null)
    {
        PendingCall call = _pending.Add(progress);
        if (!call.Answer.IsCompleted)
        {
            try
            {
                _writer.Send(line => line.AddRequest(call.Id, method, parameters, requestId));
            }
            catch
            {
                _pending.TryTake(call.Id, out _);
                throw;
            }
        }

        return call;
    }

    /// <summary>Asks the runner to end a request that nobody waits for any longer.</summary>
    public void Cancel(PendingCall call)
    {
        CancelParams target = new() { Target = call.Id.ToString(CultureInfo.InvariantCulture) };
        PendingCall cancel = Send(RunnerMethods.Cancel, writer => JsonSerializer.Serialize(writer, target, TollamaJsonContext.Default.CancelParams));

        // A runner may leave a cancel unanswered; the answer that counts is the cancelled request's.
        _pending.TryTake(cancel.Id, out _);
    }

    /// <summary>Closes the runner's stdin.</summary>
    public void CloseInput() => _writer.Close();

    /// <summary>Fails everything that waits, and whatever is sent later.</summary>
    public void Close(Exception cause)
    {
        _writer.Close();
        _pending.Close(cause);
    }

    private async Task<string?> ReadAsync(Stream output)
    {
        try
        {
            byte[]? tooLong = await LineReader.ReadToEndAsync(output, _maxLineBytes, OnLine).ConfigureAwait(false);
            return tooLong is null ? null : RefuseLongLine(tooLong);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    private void OnLine(ReadOnlySequence<byte> line)
    {
        Volatile.Write(ref _lastHeard, _time.GetTimestamp());
        if (line.IsEmpty)
        {
            return;
        }

        if (!AnswerHead.TryRead(line, out AnswerHead head))
        {
            RunnerLog.Noise(_logger, _name, Start(line));
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

    private string RefuseLongLine(byte[] start)
    {
        string reason = $"sent a line of more than {_maxLineBytes} bytes";
        if (AnswerHead.TryRead(new ReadOnlySequence<byte>(start), out AnswerHead head) && _pending.TryTake(head.Id, out PendingCall? call))
        {
            call.Fail(new TollamaException(
                ErrorCode.RunnerProtocol,
                $"Runner '{_name}' {reason}; it was stopped.",
                "Ask for fewer series, a shorter horizon or fewer quantiles in one request."));
        }

        return reason;
    }

    private static string Start(ReadOnlySequence<byte> line) => Encoding.UTF8.GetString(line.Slice(0, Math.Min(line.Length, LoggedNoiseBytes)));
}
