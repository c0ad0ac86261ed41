using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>A real <c>tollamad</c> on a free port with a home of its own.</summary>
public sealed class DaemonProcess : IAsyncDisposable
{
    private const string Greeting = "listening on ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _readOn = new(initialState: true);
    private readonly Task _reading;

    private DaemonProcess(Process process, TestHome home)
    {
        _process = process;
        Home = home;
        _reading = ReadLogAsync();
    }

    public TestHome Home { get; }

    public int Id => _process.Id;

    public Uri Address => _address.Task.Result;

    /// <summary>Everything it has written to standard error so far.</summary>
    public string Log => string.Join('\n', _log);

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a daemon and returns when it listens.</summary>
    public static async Task<DaemonProcess> StartAsync(TestHome? home = null, params (string Name, string Value)[] variables)
    {
        return await StartAsync(new ProcessStartInfo(Programs.Daemon), home, variables);
    }

    /// <summary>Starts a daemon from a shell that has run some commands before, such as <c>ulimit</c>; the daemon takes the shell's place.</summary>
    public static Task<DaemonProcess> StartAfterAsync(string commands, params (string Name, string Value)[] variables) =>
        StartAsync(new ProcessStartInfo("/bin/sh", ["-c", $"{commands}; exec \"{Programs.Daemon}\""]), home: null, variables);

    /// <summary>Starts a copy of the daemon in a folder.</summary>
    public static Task<DaemonProcess> StartCopyAsync(string program, string folder, params (string Name, string Value)[] variables) =>
        StartAsync(new ProcessStartInfo(program) { WorkingDirectory = folder }, home: null, variables);

    private static async Task<DaemonProcess> StartAsync(ProcessStartInfo start, TestHome? home, (string Name, string Value)[] variables)
    {
        TestHome used = home ?? new TestHome();
        start.UseShellExecute = false;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.Environment["TOLLAMA_HOME"] = used.Folder;
        start.Environment["TOLLAMA_HOST"] = "127.0.0.1:0";
        start.Environment["TOLLAMA_OFFLINE"] = "true"; // Unless a test has a hub on loopback, there is none.
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        DaemonProcess daemon = new(Process.Start(start)!, used);
        using CancellationTokenSource deadline = new(Deadlines.Program);
        try
        {
            await daemon._address.Task.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            string log = daemon.Log;
            await daemon.DisposeAsync();
            throw new TimeoutException($"The daemon never listened. Its log:\n{log}", late);
        }

        return daemon;
    }

    public Wire.RawClient Connect(string? apiKey = null) => new(Address, apiKey);

    /// <summary>Reads no more of its log, though its pipe stays open.</summary>
    public void StopReading() => _readOn.Reset();

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Terminate() => Signals.Send(Id, "TERM");

    /// <summary>Ends it without a word, as an out-of-memory killer does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>The exit code, once it has ended.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource deadline = new(Deadlines.Program);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _readOn.Set();
        if (!_process.HasExited)
        {
            Terminate();
            try
            {
                await WaitForExitAsync();
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        await _reading;
        _process.Dispose();
        _readOn.Dispose();
        Home.Dispose();
    }

    private async Task ReadLogAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _log.Enqueue(line);
            await Task.Run(_readOn.Wait);
            int start = line.IndexOf(Greeting, StringComparison.Ordinal);
            if (start >= 0)
            {
                _address.TrySetResult(new Uri(line[(start + Greeting.Length)..].Trim() + "/"));
            }
        }

        string code = _process.HasExited ? _process.ExitCode.ToString(CultureInfo.InvariantCulture) : "unknown";
        _address.TrySetException(new InvalidOperationException($"The daemon ended before it listened (exit code {code}). Its log:\n{Log}"));
    }
}
