using System.Globalization;
using System.Text.Json;
using Tollama.Soak.Clients;
using Tollama.Soak.References;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Operations;

/// <summary>Forecasts whose right answers are known, and requests that are stopped.</summary>
internal static class ForecastOperations
{
    private const int SlowValues = 4000;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    public static IReadOnlyList<Operation> All { get; } =
    [
        new(60, ForecastAsync),
        new(6, ValidateAsync),
        new(4, ForecastInPiecesAsync),
        new(2, StopAsync),
        new(1, TimeOutAsync),
    ];

    private static Task ForecastAsync(SoakClient client, Random random, CancellationToken token)
    {
        string id = client.NextId();
        return client.AskAsync(Choose(client, random).Request(id), id, token);
    }

    private static Task ValidateAsync(SoakClient client, Random random, CancellationToken token)
    {
        string id = client.NextId();
        return client.AskAsync(Choose(client, random).Validation(id), id, token);
    }

    // A client that sends slowly gets the same answer.
    private static Task ForecastInPiecesAsync(SoakClient client, Random random, CancellationToken token)
    {
        string id = client.NextId();
        int pieces = random.Next(2, 6);
        return client.AskAsync(Choose(client, random).Request(id) with { Operation = "forecast sent in pieces" }, id, SendAsync, token);

        async Task SendAsync(HttpConnection connection, byte[] bytes, CancellationToken token)
        {
            foreach (byte[] piece in bytes.Chunk((bytes.Length / pieces) + 1))
            {
                await connection.SendAsync(piece, token);
                await Task.Delay(TimeSpan.FromMilliseconds(20), token);
            }
        }
    }

    // One connection forecasts, another looks for the request and stops it.
    private static async Task StopAsync(SoakClient client, Random random, CancellationToken token)
    {
        string id = client.NextId();
        SoakRequest slow = SlowForecast("forecast that is stopped", "", random.Next()) with { Codes = ["CANCELED"] };
        using SoakClient second = client.Second();
        Task<Answer?> forecast = second.AskAsync(slow, id, token);
        while (!forecast.IsCompleted && !await IsListedAsync(client, id, token))
        {
            await Task.Delay(BetweenLooks, token);
        }

        await client.AskAsync(
            new SoakRequest { Operation = "requests: stop", Method = "DELETE", Path = "/api/requests/" + id, Codes = ["REQUEST_NOT_FOUND"] }, token);
        await forecast;
    }

    private static Task TimeOutAsync(SoakClient client, Random random, CancellationToken token) =>
        client.AskAsync(SlowForecast("forecast with little time", ""","timeout":"30ms" """, random.Next()) with { Codes = ["TIMEOUT"] }, token);

    private static async Task<bool> IsListedAsync(SoakClient client, string id, CancellationToken token) =>
        await client.AskAsync(new SoakRequest { Operation = "requests", Path = "/api/requests" }, token) is not { Status: 200 } answer
        || IsListed(answer, id);

    private static bool IsListed(Answer answer, string id)
    {
        using JsonDocument json = JsonDocument.Parse(answer.Text);
        return json.RootElement.GetProperty("requests").EnumerateArray().Any(request => request.GetProperty("id").GetString() == id);
    }

    private static SoakRequest SlowForecast(string operation, string more, int seed)
    {
        Random random = new(seed);
        string values = string.Join(',', Enumerable.Range(0, SlowValues).Select(step => (50 + (step % 24) + random.NextDouble()).ToString("F2", CultureInfo.InvariantCulture)));
        string body = $$"""{"model":"auto-ets","horizon":24,"series":[{"id":"slow","freq":"h","target":[{{values}}]}]{{more}}}""";
        return SoakRequest.Post(operation, "/v1/forecast", body) with { Area = Area.Forecasts };
    }

    private static ReferenceCase Choose(SoakClient client, Random random) => client.Cases[random.Next(client.Cases.Count)];
}
