using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tollama.Core.Configuration;

namespace Tollama.Page.Tests.Browsing;

/// <summary>A real <c>tollamad</c> on a free port with a home of its own.</summary>
public sealed class PageDaemon : IAsyncDisposable
{
    private const string Greeting = "listening on ";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private PageDaemon(Process process, string home)
    {
        _process = process;
        Home = home;
        _reading = ReadLogAsync();
    }

    /// <summary>Its <c>TOLLAMA_HOME</c>, deleted at the end.</summary>
    public string Home { get; }

    public Uri Address => _address.Task.Result;

    public string Log => string.Join('\n', _log);

    /// <summary>Starts a daemon and returns when it listens.</summary>
    /// <param name="prepare">Is given its home before it starts.</param>
    /// <param name="variables">What its environment has besides.</param>
    public static async Task<PageDaemon> StartAsync(Action<string>? prepare = null, params (string Name, string Value)[] variables)
    {
        string home = Directory.CreateTempSubdirectory("tollama-page-").FullName;
        prepare?.Invoke(home);
        ProcessStartInfo start = new(Programs.Daemon) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["TOLLAMA_HOME"] = home;
        start.Environment["TOLLAMA_HOST"] = "127.0.0.1:0";
        start.Environment["TOLLAMA_OFFLINE"] = "true";
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        PageDaemon daemon = new(Process.Start(start)!, home);
        try
        {
            await daemon._address.Task.WaitAsync(Deadline);
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using Process kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))!;
            try
            {
                await _process.WaitForExitAsync().WaitAsync(Deadline);
            }
            catch (TimeoutException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        await _reading;
        _process.Dispose();
        Directory.Delete(Home, recursive: true);
    }

    private async Task ReadLogAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _log.Enqueue(line);
            int start = line.IndexOf(Greeting, StringComparison.Ordinal);
            if (start >= 0)
            {
                _address.TrySetResult(new Uri(line[(start + Greeting.Length)..].Trim() + "/"));
            }
        }

        _address.TrySetException(new InvalidOperationException($"The daemon ended before it listened. Its log:\n{Log}"));
    }
}
