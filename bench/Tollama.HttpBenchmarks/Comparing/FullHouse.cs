using System.Text;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>Two long requests in a daemon that works on one at a time and lets one more wait.</summary>
internal sealed class FullHouse : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryDaemon _daemon;
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<Task> _requests = [];

    private FullHouse(TemporaryDaemon daemon) => _daemon = daemon;

    /// <summary>Sends both, and waits until one is worked on and one waits.</summary>
    internal static async Task<FullHouse> OfAsync(TemporaryDaemon daemon, byte[] body)
    {
        FullHouse house = new(daemon);
        house._requests.Add(house.PostAsync(body));
        await house.UntilAsync("/api/ps", "\"active\":1");
        house._requests.Add(house.PostAsync(body));
        await house.UntilAsync("/health/ready", "\"queue\":1");
        return house;
    }

    /// <summary>Gives both requests up.</summary>
    /// <exception cref="InvalidOperationException">One was answered already: the house was not full all the time.</exception>
    internal async Task EmptyAsync()
    {
        if (_requests.Exists(request => request.IsCompleted))
        {
            throw new InvalidOperationException("a long request ended before the measurement did");
        }

        await _leaving.CancelAsync();
        await Task.WhenAll(_requests).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task PostAsync(byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage answer = await _daemon.Client.PostAsync("/v1/forecast", content, _leaving.Token);
        string text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(_leaving.Token));
        throw new InvalidOperationException($"a long request was answered: {text[..Math.Min(500, text.Length)]}");
    }

    private async Task UntilAsync(string path, string sign)
    {
        while (!(await _daemon.Client.GetStringAsync(path, _leaving.Token)).Contains(sign, StringComparison.Ordinal))
        {
            if (_requests.Find(request => request.IsFaulted) is { } failed)
            {
                await failed;
            }

            await Task.Delay(Pause, _leaving.Token);
        }
    }
}
