using System.Globalization;
using Tollama.Soak.Clients;
using Tollama.Soak.References;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Operations;

/// <summary>Clients that leave, read slowly or not at all, or send half.</summary>
internal static class RudeOperations
{
    private const int LongHorizon = 2000;

    private static readonly TimeSpan NotReading = TimeSpan.FromMilliseconds(500);

    public static IReadOnlyList<Operation> All { get; } =
    [
        new(2, (client, random, token) => client.MistreatAsync(Any(client, random, "left while sending"), (connection, bytes, token) => SendPartAsync(connection, bytes, random.Next(1, 100), token), token)),
        new(3, (client, random, token) => client.MistreatAsync(Any(client, random, "left while computing"), (connection, bytes, token) => SendAndLeaveAsync(connection, bytes, random.Next(30), token), token)),
        new(2, (client, random, token) => client.MistreatAsync(LongAnswer(client, "left while answering"), (connection, bytes, token) => ReadPartAsync(connection, bytes, random.Next(1, 4), token), token, receiveBuffer: 4096)),
        new(1, (client, _, token) => client.MistreatAsync(LongAnswer(client, "never read"), NeverReadAsync, token, receiveBuffer: 4096)),
        new(1, ReadSlowlyAsync),
        new(1, ResetBetweenRequestsAsync),
    ];

    private static Task SendPartAsync(HttpConnection connection, byte[] bytes, int percent, CancellationToken token) =>
        connection.SendAsync(bytes.AsMemory(0, (int)((long)bytes.Length * percent / 100)), token);

    private static async Task SendAndLeaveAsync(HttpConnection connection, byte[] bytes, int milliseconds, CancellationToken token)
    {
        await connection.SendAsync(bytes, token);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), token);
        connection.Reset();
    }

    private static async Task ReadPartAsync(HttpConnection connection, byte[] bytes, int reads, CancellationToken token)
    {
        await connection.SendAsync(bytes, token);
        for (int read = 0; read < reads; read++)
        {
            await connection.SkipAsync(token);
        }
    }

    private static async Task NeverReadAsync(HttpConnection connection, byte[] bytes, CancellationToken token)
    {
        await connection.SendAsync(bytes, token);
        await Task.Delay(NotReading, token);
    }

    // Slow, but not so slow that the daemon gives it up; the answer is the right one all the same.
    private static async Task ReadSlowlyAsync(SoakClient client, Random random, CancellationToken token)
    {
        ReferenceCase[] many = [.. client.Cases.Where(reference => reference.Panel.Name == "many series")];
        ReferenceCase reference = many[random.Next(many.Length)];
        using SoakClient second = client.Second();
        string id = second.NextId();
        await second.AskAsync(
            reference.Request(id) with { Operation = "forecast read slowly" },
            id,
            async (connection, bytes, token) =>
            {
                connection.Slowness = (TimeSpan.FromMilliseconds(10), 1024);
                await connection.SendAsync(bytes, token);
            },
            token);
    }

    // The daemon sees a reset on a connection that rests.
    private static async Task ResetBetweenRequestsAsync(SoakClient client, Random random, CancellationToken token)
    {
        using SoakClient second = client.Second();
        await second.AskAsync(new SoakRequest { Operation = "version", Path = "/api/version" }, token);
        second.Reset();
    }

    private static SoakRequest Any(SoakClient client, Random random, string operation) =>
        client.Cases[random.Next(client.Cases.Count)].Request(client.NextId()) with { Operation = "forecast, " + operation };

    private static SoakRequest LongAnswer(SoakClient client, string operation)
    {
        string series = string.Join(',', Enumerable.Range(0, 20).Select(index => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{client.Name}}-{{index}}","target":[1,2,4]}""")));
        return SoakRequest.Post(
            "forecast, " + operation, "/v1/forecast", $$"""{"model":"drift","horizon":{{LongHorizon}},"quantiles":[0.1,0.2,0.3,0.4,0.5],"series":[{{series}}]}""") with
        { Area = Area.Forecasts };
    }
}
