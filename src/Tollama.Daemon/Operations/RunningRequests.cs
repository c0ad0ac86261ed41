using System.Collections.Concurrent;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Operations;

/// <summary>The requests that the daemon works on, for people who want to see or stop them.</summary>
/// <param name="idleLimit">How long a request may go without progress; <see langword="null"/> for any time.</param>
/// <param name="time">The clock.</param>
internal sealed class RunningRequests(TimeSpan? idleLimit, TimeProvider time)
{
    private readonly ConcurrentDictionary<RunningRequest, byte> _running = new();

    /// <summary>All of them, the oldest first.</summary>
    internal IReadOnlyList<RunningRequest> All => [.. _running.Keys.OrderByDescending(request => request.Age)];

    /// <summary>Runs a request, and says why it ended when that was not its own doing.</summary>
    /// <param name="operation">What is done: <c>forecast</c>.</param>
    /// <param name="id">The id of the request.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="run">Does it.</param>
    /// <param name="aborted">Fires when the client leaves.</param>
    /// <exception cref="TollamaException">It failed, was stopped, or took too long.</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    internal async Task RunAsync(string operation, string id, string client, Func<RunningRequest, Task> run, CancellationToken aborted)
    {
        using RunningRequest request = new(operation, id, client, idleLimit, time, aborted);
        _running.TryAdd(request, 0);
        try
        {
            await run(request).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw request.Explain(exception);
        }
        finally
        {
            _running.TryRemove(request, out _);
        }
    }
}
