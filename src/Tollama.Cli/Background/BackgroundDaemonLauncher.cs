using System.ComponentModel;
using System.Diagnostics;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;

namespace Tollama.Cli.Background;

/// <summary>Starts the daemon detached from this terminal, with its output in <c>$TOLLAMA_HOME/logs/tollamad.log</c>.</summary>
/// <param name="program">What to start.</param>
/// <param name="environment">Where the home folder is.</param>
/// <param name="time">The clock of the deadline.</param>
public sealed class BackgroundDaemonLauncher(DaemonProgram program, TollamaEnvironment environment, TimeProvider time) : IDaemonLauncher
{
    private const int ShownLogLines = 10;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // Asked for when it is needed: most verbs need no home folder, and work without one.
    private string LogPath => DaemonLogFile.PathIn(environment.Home);

    /// <inheritdoc />
    public async Task<LaunchedDaemon> StartAsync(
        HostAddress address, Func<CancellationToken, Task<bool>> answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(answers);
        long logStart = PrepareLog();
        using Process process = Start(address);
        long started = time.GetTimestamp();
        while (!await answers(cancellationToken).ConfigureAwait(false))
        {
            if (process.HasExited)
            {
                throw CliException.Failure($"the daemon stopped at once with exit code {process.ExitCode}{LastWords(logStart)}", $"see {LogPath}");
            }

            if (time.GetElapsedTime(started) > StartTimeout)
            {
                throw CliException.Failure(
                    $"the daemon (pid {process.Id}) does not answer at {address} after {StartTimeout.TotalSeconds:0} seconds{LastWords(logStart)}", $"see {LogPath}");
            }

            await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(false);
        }

        return new LaunchedDaemon(process.Id, LogPath);
    }

    private Process Start(HostAddress address)
    {
        try
        {
            Dictionary<string, string> variables = new() { ["TOLLAMA_HOST"] = address.ToString() };
            return DetachedProcess.Start(program, LogPath, variables, environment.Get("PATH"));
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw CliException.Failure($"could not start '{program.FileName}': {CauseText.Of(exception)}", "start the daemon yourself: tollama serve");
        }
    }

    private long PrepareLog()
    {
        try
        {
            return DaemonLog.Prepare(environment.Home, LogPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failure($"cannot write '{LogPath}': {CauseText.Of(exception)}", "set TOLLAMA_HOME to a folder that you may write");
        }
    }

    private string LastWords(long logStart)
    {
        try
        {
            using FileStream log = new(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            log.Position = Math.Min(logStart, log.Length);
            using StreamReader reader = new(log);
            string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return lines.Length == 0 ? "" : ":\n  " + string.Join("\n  ", lines.TakeLast(ShownLogLines));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
