using System.Diagnostics;
using System.Net.Sockets;
using Tollama.Soak.Checks;
using Tollama.Soak.Daemons;
using Tollama.Soak.References;
using Tollama.Soak.Reports;
using Tollama.Soak.Rounds;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Clients;

/// <summary>One of the clients: sends requests, one after the other on a connection that it keeps, and judges each answer.</summary>
internal sealed class SoakClient(string name, DaemonUnderTest daemon, Tally tally, AnswerCheck check, IReadOnlyList<ReferenceCase> cases) : IDisposable
{
    private static readonly TimeSpan WhileThereIsNoDaemon = TimeSpan.FromMilliseconds(20);

    private HttpConnection? _connection;
    private int _connectedTo;
    private int _requests;

    public string Name { get; } = name;

    public IReadOnlyList<ReferenceCase> Cases { get; } = cases;

    /// <summary>The kind of round that runs.</summary>
    public RoundKind Round { get; set; } = RoundKinds.Calm;

    /// <summary>The tar of a model that was exported last.</summary>
    public byte[]? Archive { get; set; }

    /// <summary>An id that no other request has.</summary>
    public string NextId() => $"{Name}-{Interlocked.Increment(ref _requests)}";

    /// <summary>Sends a request and returns its answer; <see langword="null"/> when there was none, and the daemon was ended meanwhile.</summary>
    public Task<Answer?> AskAsync(SoakRequest request, CancellationToken token) => AskAsync(request, NextId(), SendWholeAsync, token);

    public Task<Answer?> AskAsync(SoakRequest request, string id, CancellationToken token) => AskAsync(request, id, SendWholeAsync, token);

    /// <summary>Sends a request in its own way.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">Its id.</param>
    /// <param name="send">Sends the bytes over a connection.</param>
    /// <param name="token">Ends it.</param>
    public async Task<Answer?> AskAsync(SoakRequest request, string id, Func<HttpConnection, byte[], CancellationToken, Task> send, CancellationToken token)
    {
        int changes = daemon.Changes;
        long started = Stopwatch.GetTimestamp();
        try
        {
            HttpConnection connection = await ConnectAsync(token);
            await send(connection, request.ToBytes(id), token);
            Answer answer = await connection.ReadAnswerAsync(request.HasAnswerBody, token);
            string? fault = check.Judge(request, id, answer, Round, out string outcome);
            tally.Count(request, outcome, Stopwatch.GetElapsedTime(started));
            if (fault is not null)
            {
                tally.Violate($"{request.Operation} {id}", $"{fault} (daemon {daemon.Id}, round of {Round.Name}, {request.Method} {request.Path})");
            }

            EndExchange(connection, answer, request, id);
            return answer;
        }
        catch (Exception exception) when (exception is SocketException or BrokenConnectionException or TimeoutException)
        {
            Drop();
            await JudgeBrokenAsync(request, id, exception, changes, Stopwatch.GetElapsedTime(started), token);
            return null;
        }
    }

    /// <summary>Sends a request over a connection of its own that the caller treats badly; what comes back is not judged.</summary>
    public async Task MistreatAsync(SoakRequest request, Func<HttpConnection, byte[], CancellationToken, Task> act, CancellationToken token, int? receiveBuffer = null)
    {
        string outcome = "left";
        try
        {
            using HttpConnection connection = await HttpConnection.OpenAsync(daemon.Address, token, receiveBuffer);
            // The daemon closes after its answer, so that whoever reads on comes to an end.
            await act(connection, (request with { Headers = [.. request.Headers, "Connection: close"] }).ToBytes(NextId()), token);
        }
        catch (Exception exception) when (exception is SocketException or BrokenConnectionException)
        {
            outcome = "broken";
        }
        catch (TimeoutException exception)
        {
            tally.Violate(request.Operation, exception.Message);
        }

        tally.Count(request, outcome, TimeSpan.Zero);
    }

    /// <summary>Tells of something wrong that only this operation can see.</summary>
    public void Violate(string where, string what) => tally.Violate($"{where} ({Name})", what);

    /// <summary>Another client of the same user, with a connection of its own.</summary>
    public SoakClient Second() => new($"{NextId()}-second", daemon, tally, check, Cases) { Round = Round };

    /// <summary>Ends the connection that it keeps by a reset.</summary>
    public void Reset()
    {
        _connection?.Reset();
        _connection = null;
    }

    /// <summary>Closes the connection that it keeps.</summary>
    public void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }

    public void Dispose() => Drop();

    private static Task SendWholeAsync(HttpConnection connection, byte[] bytes, CancellationToken token) => connection.SendAsync(bytes, token);

    private async Task<HttpConnection> ConnectAsync(CancellationToken token)
    {
        if (_connection is { HasMoreThanAsked: true })
        {
            tally.Violate($"connection of {Name}", "bytes came that no request had asked for: a second answer");
            Drop();
        }

        // A connection that rested while its daemon was ended is to nobody.
        if (_connectedTo != daemon.Changes)
        {
            Drop();
        }

        _connectedTo = daemon.Changes;
        return _connection ??= await HttpConnection.OpenAsync(daemon.Address, token);
    }

    private void EndExchange(HttpConnection connection, Answer answer, SoakRequest request, string id)
    {
        if (connection.HasMoreThanAsked)
        {
            tally.Violate($"{request.Operation} {id}", "more bytes came after the end of the answer");
            Drop();
        }

        if (string.Equals(answer.Headers.GetValueOrDefault("Connection"), "close", StringComparison.OrdinalIgnoreCase))
        {
            Drop();
        }
    }

    // Otherwise the plan would be spent on connections that are refused.
    private async Task UntilThereIsADaemonAsync(CancellationToken token)
    {
        for (long started = Stopwatch.GetTimestamp(); daemon.Changes % 2 == 1 && Stopwatch.GetElapsedTime(started) < HttpConnection.HangBound;)
        {
            await Task.Delay(WhileThereIsNoDaemon, token);
        }
    }

    private async Task JudgeBrokenAsync(SoakRequest request, string id, Exception exception, int changes, TimeSpan time, CancellationToken token)
    {
        bool ended = changes % 2 == 1 || daemon.Changes != changes;
        if (exception is TimeoutException)
        {
            tally.Count(request, "hang", time);
            tally.Violate($"{request.Operation} {id}", $"a hang: {exception.Message} (daemon {daemon.Id}, round of {Round.Name})");
        }
        else if (ended && Round.EndsDaemon)
        {
            tally.Count(request, "broken, daemon ended", time);
            await UntilThereIsADaemonAsync(token);
        }
        else if (request.Refusals.Count > 0 || (request.MayBeCut && exception is BrokenConnectionException { Received: > 0 }))
        {
            tally.Count(request, "closed", time);
        }
        else
        {
            tally.Count(request, "broken", time);
            tally.Violate($"{request.Operation} {id}", $"no answer though nobody ended the daemon: {exception.Message} (round of {Round.Name}, after {time.TotalSeconds:0.0} s)");
        }
    }
}
