using Tollama.Soak.Clients;
using Tollama.Soak.References;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Operations;

/// <summary>Questions that change nothing.</summary>
internal static class LookingOperations
{
    private static readonly string[] Models = [.. ReferenceCases.Models];

    public static IReadOnlyList<Operation> All { get; } =
    [
        Get(2, "list", "/api/tags", Area.Lists, "\"theta"),
        Get(2, "models", "/v1/models", Area.Lists, "\"available\""),
        Get(3, "ps", "/api/ps", Area.Lists, "\"models\""),
        Get(3, "requests", "/api/requests", Area.Lists, "\"requests\""),
        Get(2, "health", "/health/live", Area.Lists, "\"ok\""),
        Get(2, "health", "/v1/health", Area.Lists, "\"ok\""),
        new(3, ReadyAsync),
        Get(2, "metrics", "/metrics", Area.Lists, "tollama_models_loaded"),
        Get(1, "version", "/api/version", Area.Lists, "tollama"),
        Get(1, "version", "/", Area.Lists, "running"),
        Get(1, "outdated", "/api/outdated", Area.Pulls, "hf.co/soak/bolt"),
        new(4, ShowAsync),
        new(1, HeadAsync),
    ];

    private static Operation Get(int weight, string name, string path, Area area, string expected) => new(weight, (client, _, token) => client.AskAsync(
        new SoakRequest
        {
            Operation = name,
            Path = path,
            Area = area,
            Check = answer => answer.Text.Contains(expected, StringComparison.Ordinal) ? null : $"'{expected}' is not in the answer: {answer.Text[..Math.Min(300, answer.Text.Length)]}",
        },
        token));

    private static Task ShowAsync(SoakClient client, Random random, CancellationToken token)
    {
        string model = Models[random.Next(Models.Length)];
        string more = random.Next(2) == 0 ? ",\"verbose\":true" : "";
        return client.AskAsync(SoakRequest.Post("show", "/api/show", $$"""{"model":"{{model}}"{{more}}}"""), token);
    }

    // A daemon that drains, or whose store is full, says so with 503 and no error; when it may is a matter of the round.
    private static Task ReadyAsync(SoakClient client, Random random, CancellationToken token) => client.AskAsync(
        new SoakRequest
        {
            Operation = "health",
            Path = "/health/ready",
            Success = client.Round.Excuses(Area.Lists, "DRAINING") || client.Round.Excuses(Area.Store, "INSUFFICIENT_STORAGE") ? [200, 503] : [200],
            Check = answer => Expected(client, answer.Status).Any(status => answer.Text.StartsWith($"{{\"status\":\"{status}\",", StringComparison.Ordinal)) ? null : answer.Text,
        },
        token);

    private static string[] Expected(SoakClient client, int status) => status == 200
        ? ["ok"]
        : [.. client.Round.Excuses(Area.Lists, "DRAINING") ? ["draining"] : (string[])[], .. client.Round.Excuses(Area.Store, "INSUFFICIENT_STORAGE") ? ["degraded"] : (string[])[]];

    private static Task HeadAsync(SoakClient client, Random random, CancellationToken token) => client.AskAsync(
        new SoakRequest { Operation = "head", Method = "HEAD", Path = random.Next(2) == 0 ? "/" : "/api/tags" }, token);
}
