using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Tollama.Daemon.Runners;

/// <summary>A child process with its three pipes: started, drained, measured, stopped. Knows nothing of the protocol.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private const int StatmResidentField = 1;

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly string _mark;

    private RunnerProcess(Process process, string mark, RunnerLaunch launch, int stderrLines, TimeProvider time, ILogger logger)
    {
        _process = process;
        _mark = mark;
        _time = time;
        Id = process.Id;
        StartedAt = time.GetUtcNow();
        Stderr = new StderrRing(stderrLines, line => RunnerLog.Stderr(logger, launch.Name, line));
        StderrDrained = DrainStderrAsync();
        Exited = process.WaitForExitAsync();
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Its stdin.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its stdout.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The last lines of its stderr.</summary>
    public StderrRing Stderr { get; }

    /// <summary>Ends when stderr was read to its end.</summary>
    public Task StderrDrained { get; }

    /// <summary>Ends when the process has.</summary>
    public Task Exited { get; }

    /// <summary>The exit code, 128 + signal for a killed process. Only after <see cref="Exited"/>.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The physical memory it takes, in bytes; 0 when it has ended.</summary>
    public long ResidentBytes
    {
        get
        {
            try
            {
                if (OperatingSystem.IsLinux())
                {
                    string[] fields = File.ReadAllText($"/proc/{Id}/statm").Split(' ');
                    return long.Parse(fields[StatmResidentField], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
                }

                _process.Refresh();
                return _process.WorkingSet64;
            }
            catch (Exception error) when (error is IOException or InvalidOperationException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }

    /// <summary>Starts the process.</summary>
    /// <exception cref="Win32Exception">It could not be started; the message says why.</exception>
    /// <exception cref="UntrustedFileException">It must be trusted, and is not.</exception>
    public static async Task<RunnerProcess> StartAsync(RunnerLaunch launch, int stderrLines, TimeProvider time, ILogger logger)
    {
        string fileName = ExecutablePath.Resolve(launch);
        if (launch.MustBeTrusted && CommandTrust.Fault(launch) is { } fault)
        {
            throw new UntrustedFileException(fault);
        }

        string mark = RunnerMark.Next();
        ProcessStartInfo info = StartInfo(launch, LaunchCommand.Of(fileName, launch.Nice));
        info.Environment[RunnerMark.Variable] = mark;
        Process process = await SpawnThread.RunAsync(() => Process.Start(info)!).ConfigureAwait(false);
        OrphanGuard.Watch(process.Id);
        VictimOrder.PutFirst(process.Id);
        return new RunnerProcess(process, mark, launch, stderrLines, time, logger);
    }

    /// <summary>Kills the process and all that it has started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or a descendant has: what was wanted.
        }

        KillGroup();
    }

    private void KillGroup()
    {
        if (LaunchCommand.MakesGroups)
        {
            PosixSignals.KillGroup(Id);
        }
    }

    /// <summary>Kills what the process has started, after its end, for the last time: its number may become another's.</summary>
    public void ForgetGroup()
    {
        KillGroup();
        RunnerMark.KillAll(_mark);
        OrphanGuard.Forget(Id);
    }

    /// <summary>Waits for the end: half of <paramref name="grace"/> politely, half after SIGTERM; then the whole tree is killed.</summary>
    public async Task EndAsync(TimeSpan grace)
    {
        if (await ExitsWithinAsync(grace / 2).ConfigureAwait(false))
        {
            return;
        }

        PosixSignals.Terminate(Id, LaunchCommand.MakesGroups);
        if (!await ExitsWithinAsync(grace / 2).ConfigureAwait(false))
        {
            await Task.Run(Kill).ConfigureAwait(false);
            await Exited.ConfigureAwait(false);
        }
    }

    /// <summary>True as soon as the process has ended, false if it still runs after <paramref name="patience"/>.</summary>
    public async Task<bool> ExitsWithinAsync(TimeSpan patience)
    {
        try
        {
            await Exited.WaitAsync(patience, _time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _process.Dispose();

    private static ProcessStartInfo StartInfo(RunnerLaunch launch, IReadOnlyList<string> command)
    {
        ProcessStartInfo info = new(command[0])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = launch.WorkingDirectory ?? "",
        };
        foreach (string argument in command.Skip(1).Concat(launch.Arguments))
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach ((string name, string value) in launch.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private async Task DrainStderrAsync()
    {
        byte[] buffer = new byte[8192];
        Stream stream = _process.StandardError.BaseStream;
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and int length)
            {
                Stderr.Append(buffer.AsSpan(0, length));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed with the process.
        }
    }
}
