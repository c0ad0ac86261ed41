using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tollama.HttpBenchmarks.Comparing;

namespace Tollama.HttpBenchmarks.Fairness;

/// <summary>Clients whose forecasts take long, until they are disposed.</summary>
internal sealed class SlowClients : IAsyncDisposable
{
    private const int Values = 100_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _leaving = new();
    private readonly Task[] _requests;

    private SlowClients(TemporaryDaemon daemon, int count)
    {
        byte[] body = Body();
        _requests = [.. Enumerable.Range(0, count).Select(_ => PostAsync(daemon.Client, body))];
    }

    /// <summary>Sends the requests, and waits until the daemon has all of them and works on some.</summary>
    internal static async Task<SlowClients> StartAsync(TemporaryDaemon daemon, int count)
    {
        SlowClients clients = new(daemon, count);
        while (true)
        {
            JsonArray rows = JsonNode.Parse(await daemon.Client.GetStringAsync("/api/requests"))!["requests"]!.AsArray();
            if (rows.Count == count && rows.Any(row => (string?)row!["state"] == "running"))
            {
                return clients;
            }

            await Task.Delay(Pause);
        }
    }

    /// <exception cref="InvalidOperationException">All were answered: then nothing was slow.</exception>
    public async ValueTask DisposeAsync()
    {
        bool tooFast = Array.TrueForAll(_requests, request => request.IsCompleted);
        await _leaving.CancelAsync();
        await Task.WhenAll(_requests).ContinueWith(static _ => { }, TaskScheduler.Default);
        _leaving.Dispose();
        if (tooFast)
        {
            throw new InvalidOperationException("the slow requests ended before the measurement did");
        }
    }

    private static byte[] Body()
    {
        Random random = new(Values);
        IEnumerable<string> values =
            Enumerable.Range(0, Values).Select(t => (100 + (t % 24) + (10 * random.NextDouble())).ToString("F2", CultureInfo.InvariantCulture));
        return Encoding.UTF8.GetBytes(
            $$"""{"model":"auto-ets","horizon":24,"stream":false,"series":[{"id":"a","freq":"h","target":[{{string.Join(',', values)}}]}]}""");
    }

    private async Task PostAsync(HttpClient client, byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage answer = await client.PostAsync("/v1/forecast", content, _leaving.Token);
        answer.EnsureSuccessStatusCode();
    }
}
