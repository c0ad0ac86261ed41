using Tollama.Soak.Clients;
using Tollama.Soak.References;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Operations;

/// <summary>Pulls, from the hub and of what is built in, together, cancelled, and removed while they run.</summary>
internal static class PullOperations
{
    /// <summary>A tiny model that comes and goes.</summary>
    public const string Contested = "hf.co/soak/contested";

    /// <summary>A model of some megabytes, so that there is a middle in which to leave.</summary>
    public const string Large = "hf.co/soak/large";

    // What a pull may be told whose model somebody removes meanwhile.
    private static readonly string[] Removed = ["MODEL_NOT_FOUND", "CANCELED"];

    public static IReadOnlyList<Operation> All { get; } =
    [
        new(2, (client, random, token) => client.AskAsync(Pull("pull, built in", random.Next(2) == 0 ? "theta" : "drift", random), token)),
        new(3, (client, random, token) => client.AskAsync(Pull("pull", Contested, random) with { Codes = Removed }, token)),
        new(1, (client, random, token) => client.AskAsync(Pull("pull, forced", "hf.co/soak/chronos", random, ",\"force\":true"), token)),
        new(1, (client, random, token) => client.AskAsync(
            SoakRequest.Post("pull without a stream", "/v1/models/pull", $$"""{"model":"{{Contested}}"}""") with { Codes = Removed, Area = Area.Pulls }, token)),
        new(2, (client, _, token) => client.AskAsync(
            SoakRequest.Post("delete", "/api/delete", $$"""{"model":"{{Contested}}"}""") with { Method = "DELETE", Codes = ["MODEL_NOT_FOUND"], Area = Area.Store }, token)),
        new(2, ForecastAsync),
        new(2, LeaveAsync),
        new(1, (client, _, token) => client.AskAsync(
            SoakRequest.Post("delete", "/api/delete", $$"""{"model":"{{Large}}"}""") with { Method = "DELETE", Codes = ["MODEL_NOT_FOUND"], Area = Area.Store }, token)),
        new(1, (client, random, token) => client.AskAsync(
            Pull("pull of nothing", "hf.co/soak/nothing", random) with { Codes = ["MODEL_NOT_FOUND", "HUB_ACCESS_DENIED"] }, token)),
    ];

    private static Task ForecastAsync(SoakClient client, Random random, CancellationToken token)
    {
        string id = client.NextId();
        ReferenceCase[] bolt = [.. client.Cases.Where(reference => reference.Model == "hf.co/soak/bolt")];
        SoakRequest request = bolt[random.Next(bolt.Length)].Request(id, Contested);
        return client.AskAsync(request with { Operation = "forecast of a contested model", Codes = ["MODEL_NOT_FOUND", "RUNNER_UNAVAILABLE"] }, id, token);
    }

    private static Task LeaveAsync(SoakClient client, Random random, CancellationToken token)
    {
        int reads = random.Next(6);
        SoakRequest request = SoakRequest.Post("pull that is left", "/api/pull", $$"""{"model":"{{Large}}","limit_rate":"2MB"}""") with { Area = Area.Pulls };
        return client.MistreatAsync(
            request,
            async (connection, bytes, token) =>
            {
                await connection.SendAsync(bytes, token);
                for (int read = 0; read < reads; read++)
                {
                    await connection.SkipAsync(token);
                }

                connection.Reset();
            },
            token);
    }

    private static SoakRequest Pull(string operation, string model, Random random, string more = "") =>
        SoakRequest.Post(operation, "/api/pull", $$"""{"model":"{{model}}","stream":{{(random.Next(2) == 0 ? "true" : "false")}}{{more}}}""") with { Area = Area.Pulls };
}
