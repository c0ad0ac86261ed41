using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Fuzzing;

/// <remarks><c>TOLLAMA_FUZZ_COUNT</c> asks for more requests than the default, <c>TOLLAMA_FUZZ_SEED</c> for others.</remarks>
public sealed class FuzzTests : DaemonTest
{
    private const int DefaultCount = 60_000;
    private const int DefaultSeed = 20250101;
    private const int Connections = 4;
    private const int ShownFailures = 5;

    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private int _next = -1;

    [Fact]
    public async Task No_body_makes_the_daemon_fail_hang_or_die()
    {
        int count = Number("TOLLAMA_FUZZ_COUNT", DefaultCount);
        int seed = Number("TOLLAMA_FUZZ_SEED", DefaultSeed);
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        foreach (string model in (string[])["mock", "naive", "drift", "auto"])
        {
            (await raw.PostAsync("api/pull", $$"""{"model":"{{model}}","stream":false}""")).ShouldBeSuccess();
        }

        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => WorkAsync(daemon, seed, count))));

        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join(", ", _statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
        _failures.ShouldBeEmpty(string.Join("\n\n", _failures));
        daemon.HasExited.ShouldBeFalse();
        daemon.Log.ShouldNotContain("failed unexpectedly");
        (await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""")).ShouldBeSuccess();
        (await raw.PostAsync("api/forecast", Bodies.Whole("mock"))).ShouldBeSuccess();
        (await raw.GetAsync("health/ready")).ShouldBeSuccess().Json.GetProperty("queue").GetInt32().ShouldBe(0);
    }

    private async Task WorkAsync(DaemonProcess daemon, int seed, int count)
    {
        using RawClient raw = daemon.Connect();
        for (int number = Interlocked.Increment(ref _next); number < count && _failures.Count < ShownFailures; number = Interlocked.Increment(ref _next))
        {
            FuzzCase mutant = new(seed, number);
            string? fault = await FaultOfAsync(raw.Http, mutant);
            if (fault is not null)
            {
                _failures.Enqueue($"TOLLAMA_FUZZ_SEED={seed}, request {number}: {fault}\n{mutant}");
            }
        }
    }

    private async Task<string?> FaultOfAsync(HttpClient http, FuzzCase mutant)
    {
        try
        {
            using HttpRequestMessage request = mutant.ToRequest();
            using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            _statuses.AddOrUpdate((int)response.StatusCode, 1, static (_, known) => known + 1);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Created => text.Contains("\"code\":\"INTERNAL\"", StringComparison.Ordinal) ? $"an internal error within a stream: {text}" : null,
                HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway => $"{response.StatusCode}: {text}",
                _ => IsError(text) ? null : $"{response.StatusCode} without a readable error: {text}",
            };
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {Deadlines.Request}";
        }
        catch (HttpRequestException exception)
        {
            return exception.ToString();
        }
    }

    private static bool IsError(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("error", out JsonElement error) && error.GetString()!.Length > 0
                && json.RootElement.TryGetProperty("request_id", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Number(string variable, int otherwise) =>
        Programs.Environment.Get(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
