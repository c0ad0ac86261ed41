using Microsoft.Extensions.Logging;

namespace Tollama.Daemon.Runners;

/// <summary>What the supervision of runners writes to the log: event ids 2000 to 2099.</summary>
internal static partial class RunnerLog
{
    [LoggerMessage(2000, LogLevel.Information, "Runner {Runner} started: {Name} {Version}, process {ProcessId}")]
    public static partial void Started(ILogger logger, string runner, string name, string version, int processId);

    [LoggerMessage(2001, LogLevel.Information, "Runner {Runner} stopped: process {ProcessId}")]
    public static partial void Stopped(ILogger logger, string runner, int processId);

    [LoggerMessage(2002, LogLevel.Warning, "{Loss} Next start after {Delay}")]
    public static partial void Lost(ILogger logger, string loss, TimeSpan delay);

    [LoggerMessage(2003, LogLevel.Error, "Runner {Runner} keeps failing: no requests until {Until}. {Loss}")]
    public static partial void BreakerOpened(ILogger logger, string runner, DateTimeOffset until, string loss);

    [LoggerMessage(2004, LogLevel.Warning, "Runner {Runner}: request {RequestId} for model {Model} is sent again on another process")]
    public static partial void Retrying(ILogger logger, string runner, string? requestId, string model);

    [LoggerMessage(2005, LogLevel.Warning, "Runner {Runner} failed to start: {Message}")]
    public static partial void StartFailed(ILogger logger, string runner, string message);

    [LoggerMessage(2006, LogLevel.Warning, "Runner {Runner} did not load model {Model} again after its restart: {Message}")]
    public static partial void ReplayFailed(ILogger logger, string runner, string model, string message);

    [LoggerMessage(2007, LogLevel.Warning, "Runner {Runner} {Reason} and is killed, process {ProcessId}")]
    public static partial void Killing(ILogger logger, string runner, string reason, int processId);

    [LoggerMessage(2008, LogLevel.Debug, "Runner {Runner} stdout noise: {Line}")]
    public static partial void Noise(ILogger logger, string runner, string line);

    [LoggerMessage(2009, LogLevel.Debug, "Runner {Runner} answered {Id}, which nobody waits for")]
    public static partial void StaleAnswer(ILogger logger, string runner, long id);

    [LoggerMessage(2010, LogLevel.Debug, "Runner {Runner} stderr: {Line}")]
    public static partial void Stderr(ILogger logger, string runner, string line);

    [LoggerMessage(2011, LogLevel.Warning, "Runner {Runner}: a progress listener failed")]
    public static partial void ProgressFailed(ILogger logger, string runner, Exception error);

    [LoggerMessage(2012, LogLevel.Debug, "Runner {Runner}: model {Model} was not unloaded: {Message}")]
    public static partial void UnloadFailed(ILogger logger, string runner, string model, string message);

    [LoggerMessage(2013, LogLevel.Warning, "Runner definition {Path} is skipped: {Message}")]
    public static partial void DefinitionSkipped(ILogger logger, string path, string message);

    [LoggerMessage(2014, LogLevel.Information, "Runner {Runner} {Reason} and is ended until it is needed, process {ProcessId}")]
    public static partial void Retired(ILogger logger, string runner, string reason, int processId);

    [LoggerMessage(2015, LogLevel.Warning, "{Loss} The next request starts it again")]
    public static partial void EndedByDaemon(ILogger logger, string loss);

    [LoggerMessage(2016, LogLevel.Warning, "Runner {Runner} answered {Id} with a line of more than {MaxBytes} bytes, which is dropped")]
    public static partial void LongAnswer(ILogger logger, string runner, long id, int maxBytes);

    [LoggerMessage(2017, LogLevel.Warning, "Runner {Runner} could not read a request, probably the one of {Bytes} bytes: {Message}")]
    public static partial void Unreadable(ILogger logger, string runner, int bytes, string message);

    [LoggerMessage(2018, LogLevel.Warning, "Runner definition {Path} is refused, and nothing of it is run: {Reason}. {Remedy}")]
    public static partial void DefinitionRefused(ILogger logger, string path, string reason, string remedy);
}
