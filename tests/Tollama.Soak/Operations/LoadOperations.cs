using Tollama.Soak.Clients;
using Tollama.Soak.References;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Operations;

/// <summary>Models that are loaded and unloaded while others use them.</summary>
internal static class LoadOperations
{
    private static readonly string[] Models = [.. ReferenceCases.Models];

    private static readonly string[] KeepAlives = ["0", "\"1ms\"", "\"5m\"", "300", "-1", "\"1h30m\""];

    public static IReadOnlyList<Operation> All { get; } =
    [
        new(2, (client, random, token) => AskAsync(client, "load", "/api/load", Model(random), Pick(random, KeepAlives), token)),
        new(2, (client, random, token) => AskAsync(client, "unload", "/api/unload", Model(random), null, token)),
        new(2, (client, random, token) => AskAsync(client, "stop (keep_alive 0)", "/api/generate", Model(random), "0", token)),
        new(1, (client, random, token) => AskAsync(client, "load by chat", "/api/chat", Model(random), Pick(random, KeepAlives), token)),
    ];

    private static Task AskAsync(SoakClient client, string name, string path, string model, string? keepAlive, CancellationToken token) => client.AskAsync(
        SoakRequest.Post(name, path, $$"""{"model":"{{model}}"{{(keepAlive is null ? "" : $",\"keep_alive\":{keepAlive}")}}}""") with { Area = Area.Forecasts }, token);

    private static string Model(Random random) => Pick(random, Models);

    private static string Pick(Random random, string[] list) => list[random.Next(list.Length)];
}
