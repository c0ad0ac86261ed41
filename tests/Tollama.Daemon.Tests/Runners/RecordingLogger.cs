using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

internal sealed class RecordingLogger : ILogger<RunnerSupervisor>
{
    private readonly ConcurrentQueue<string> _lines = [];

    public string Text => string.Join('\n', _lines);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)}");
}
