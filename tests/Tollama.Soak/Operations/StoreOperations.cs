using Tollama.Soak.Clients;
using Tollama.Soak.References;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Operations;

/// <summary>Models that come and go under names for which all clients compete.</summary>
internal static class StoreOperations
{
    private const int Names = 3;

    private static readonly string[] Gone = ["MODEL_NOT_FOUND"];

    // Copies of a model that competes with itself: it may be replaced or removed between any two steps.
    private static readonly string[] GoneWhileUsed = ["MODEL_NOT_FOUND", "RUNNER_UNAVAILABLE"];

    public static IReadOnlyList<Operation> All { get; } =
    [
        new(4, (client, random, token) => client.AskAsync(
            Store("copy", "/api/copy", $$"""{"source":"naive","destination":"{{Name(random)}}"}"""), token)),
        new(3, (client, random, token) => client.AskAsync(
            Store("create", "/api/create", $$"""{"model":"{{Name(random)}}","parameters":{"horizon":{{random.Next(1, 9)}}},"from":"naive"}"""), token)),
        new(3, (client, random, token) => client.AskAsync(
            Store("delete", "/api/delete", $$"""{"model":"{{Name(random)}}"}""") with { Method = "DELETE", Codes = Gone }, token)),
        new(1, (client, random, token) => client.AskAsync(
            new SoakRequest { Operation = "delete", Method = "DELETE", Path = "/v1/models/" + Name(random), Codes = Gone, Area = Area.Store }, token)),
        new(4, ForecastAsync),
        new(2, (client, random, token) => client.AskAsync(
            SoakRequest.Post("show", "/api/show", $$"""{"model":"{{Name(random)}}"}""") with { Codes = Gone }, token)),
        new(2, ExportAsync),
        new(2, ImportAsync),
        new(1, (client, _, token) => client.AskAsync(Store("prune", "/api/prune", "{}"), token)),
        new(1, (client, _, token) => client.AskAsync(Store("verify", "/api/verify", """{"model":"hf.co/soak/bolt"}""") with { Check = IsSound }, token)),
    ];

    /// <summary>Says what <c>verify</c> found.</summary>
    public static string? IsSound(Answer answer) => answer.Lines[^1].Contains("\"success\"", StringComparison.Ordinal) ? null : $"verify found: {answer.Lines[^1]}";

    private static Task ForecastAsync(SoakClient client, Random random, CancellationToken token)
    {
        string id = client.NextId();
        ReferenceCase naive = client.Cases.First(reference => reference.Model == "naive" && reference.Panel.Name == "short");
        return client.AskAsync(naive.Request(id, Name(random)) with { Operation = "forecast of a copy", Codes = GoneWhileUsed }, id, token);
    }

    private static async Task ExportAsync(SoakClient client, Random random, CancellationToken token)
    {
        string model = random.Next(2) == 0 ? Name(random) : "hf.co/soak/bolt";
        SoakRequest request = new() { Operation = "export", Path = "/api/export?model=" + model, Codes = Gone, Area = Area.Store, MayBeCut = model.StartsWith("contested", StringComparison.Ordinal) };
        if (await client.AskAsync(request, token) is { Status: 200 } answer)
        {
            client.Archive = answer.Body;
        }
    }

    private static Task ImportAsync(SoakClient client, Random random, CancellationToken token)
    {
        string name = Name(random);
        return client.Archive is { } archive
            ? client.AskAsync(new SoakRequest { Operation = "import", Method = "POST", Path = "/api/import?model=imported-" + name, Body = archive, Area = Area.Store }, token)
            : Task.CompletedTask;
    }

    private static SoakRequest Store(string operation, string path, string json) => SoakRequest.Post(operation, path, json) with { Area = Area.Store };

    private static string Name(Random random) => $"contested-{random.Next(Names)}";
}
