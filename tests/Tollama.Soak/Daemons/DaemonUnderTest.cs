using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tollama.Soak.Daemons;

/// <summary>The daemon of a soak: one after the other, on one port and one home.</summary>
internal sealed class DaemonUnderTest : IAsyncDisposable
{
    private const string FakeTimeLibrary = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(120);

    private readonly SoakHome _home;
    private readonly Uri _hub;
    private Process? _process;
    private Task _reading = Task.CompletedTask;
    private int _changes;

    public DaemonUnderTest(SoakHome home, Uri hub)
    {
        _home = home;
        _hub = hub;
        using Socket free = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = (IPEndPoint)free.LocalEndPoint!;
    }

    /// <summary>Whether the clock can be stepped for the daemon alone.</summary>
    public static bool CanStepClock => File.Exists(FakeTimeLibrary);

    public IPEndPoint Address { get; }

    public int Id => _process!.Id;

    /// <summary>Grows when a daemon is about to be ended, and when the next one listens: odd while there is none.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>What all daemons have written to standard error.</summary>
    public DaemonLog Log { get; } = new();

    public async Task StartAsync(bool withSteppedClock = false)
    {
        ProcessStartInfo start = new(Programs.Daemon) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["TOLLAMA_HOME"] = _home.Folder;
        start.Environment["TMPDIR"] = _home.Temporary;
        start.Environment["TOLLAMA_HOST"] = Address.ToString();
        start.Environment["TOLLAMA_HF_ENDPOINT"] = _hub.ToString();
        start.Environment["TOLLAMA_KEEP_ALIVE"] = "1h";
        if (withSteppedClock)
        {
            start.Environment["LD_PRELOAD"] = FakeTimeLibrary;
            start.Environment["FAKETIME_TIMESTAMP_FILE"] = _home.ClockFile;
            start.Environment["FAKETIME_NO_CACHE"] = "1";
            start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        }

        TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start)!;
        _reading = Log.ReadAsync(_process.StandardError, listening);
        await listening.Task.WaitAsync(StartBound);
        if (Changes % 2 == 1)
        {
            Interlocked.Increment(ref _changes);
        }
    }

    /// <summary>Ends it without a word.</summary>
    public async Task KillAsync()
    {
        Interlocked.Increment(ref _changes);
        _process!.Kill();
        await EndAsync();
    }

    /// <summary>Asks it to end, and returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        Interlocked.Increment(ref _changes);
        Signals.Send(Id, "TERM");
        return await EndAsync();
    }

    /// <summary>Steps the clock that a daemon with a stepped clock sees.</summary>
    public void StepClock(TimeSpan offset) =>
        File.WriteAllText(_home.ClockFile, string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0;+0}\n"));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await EndAsync();
        }
    }

    private async Task<int> EndAsync()
    {
        using CancellationTokenSource bound = new(StartBound);
        await _process!.WaitForExitAsync(bound.Token);
        await _reading.WaitAsync(bound.Token);
        int code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }
}
