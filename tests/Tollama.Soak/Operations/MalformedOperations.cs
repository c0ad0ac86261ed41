using Tollama.Soak.Clients;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Operations;

/// <summary>Requests that are wrong, each in another way. They are refused, and nothing else comes of them.</summary>
internal static class MalformedOperations
{
    private const string Name = "malformed";

    private const string Series = """[{"id":"a","target":[1,2,3]}]""";

    private static readonly IReadOnlyList<SoakRequest> Requests =
    [
        .. Bodies().Select(body => Refused("/v1/forecast", body)),
        .. Bodies().Take(3).Select(body => Refused("/api/forecast", body)),
        Refused("/api/forecast", Forecast("nosuchmodel")) with { Codes = ["MODEL_NOT_FOUND"] },
        Refused("/api/forecast", Forecast("../../etc/passwd")) with { Codes = ["INVALID_NAME"] },
        Refused("/api/pull", "{}"),
        Refused("/api/pull", """{"model":"nosuchmodel"}""") with { Codes = ["MODEL_NOT_FOUND"] },
        Refused("/api/copy", """{"source":"naive"}"""),
        Refused("/api/copy", """{"source":"nosuchmodel","destination":"b"}""") with { Codes = ["MODEL_NOT_FOUND"] },
        Refused("/api/create", """{"model":"x","files":{"config.json":"sha256:00"}}"""),
        Refused("/api/show", "[1,2]"),
        Refused("/api/nothing", "{}") with { Codes = ["ROUTE_NOT_FOUND"] },
        Refused("/api/generate", """{"model":"naive","prompt":"hello"}""") with { Codes = ["NOT_SUPPORTED_BY_MODEL"] },
        Refused("/api/import?model=x", "this is not a tar, though it is long enough to be read as one" + new string('x', 600)) with { Codes = ["INVALID_MODEL_FILE"], Area = Area.Store },
        Refused("/api/blobs/sha256:nonsense", "abc") with { Codes = ["INVALID_REQUEST", "ROUTE_NOT_FOUND", "INVALID_NAME"] },
        Refused("/v1/forecast?model=naive&horizon=2", "no table;at all\n\"open quote") with { Headers = ["Content-Type: text/csv"], Codes = ["INVALID_TABLE", "INVALID_REQUEST"] },
        Refused("/v1/forecast?model=naive&horizon=two", "ds,y\n2026-01-01,1\n") with { Headers = ["Content-Type: text/csv"] },
        Refused("/v1/forecast", "not gzip at all") with { Headers = ["Content-Encoding: gzip"] },
        Refused("/v1/forecast", "{}") with { Headers = ["Content-Encoding: nosuchcoding"], Refusals = [415] },
        Refused("/v1/forecast", Forecast("naive")) with { Headers = ["Origin: https://evil.example"], Codes = ["ORIGIN_NOT_ALLOWED"] },
        Refused("/v1/forecast", Forecast("naive")) with { Headers = ["Host: evil.example"], Codes = ["HOST_NOT_ALLOWED"] },
        new() { Operation = Name, Method = "PUT", Path = "/api/pull", Success = [], Codes = ["METHOD_NOT_ALLOWED"] },
        new() { Operation = Name, Method = "DELETE", Path = "/api/requests/nosuchrequest", Success = [], Codes = ["REQUEST_NOT_FOUND"] },
        Refused("/v1/forecast", "zz\r\n{}\r\n0\r\n\r\n") with { Headers = ["Transfer-Encoding: chunked"], Refusals = [400] },
        Refused("/v1/forecast", "") with { Headers = ["Content-Length: 999999999999"], Codes = ["BODY_TOO_LARGE"], Refusals = [413] },
        new() { Operation = Name, Path = "/api/tags?" + new string('q', 10_000), Success = [], Refusals = [414] },
        new() { Operation = Name, Path = "/api/tags", Headers = ["X-Long: " + new string('h', 40_000)], Success = [], Refusals = [431] },
        new() { Operation = Name, Path = "/api/tags", Headers = ["a header without a colon"], Success = [], Refusals = [400] },
        new() { Operation = Name, Method = "BAD METHOD", Path = "/", Success = [], Refusals = [400] },
        new() { Operation = Name, Path = "/api/tags", Headers = ["Host: a", "Host: b"], Success = [], Refusals = [400] },
    ];

    public static IReadOnlyList<Operation> All { get; } =
    [
        new(10, (client, random, token) => AskAsync(client, Requests[random.Next(Requests.Count)], token)),
    ];

    private static async Task AskAsync(SoakClient client, SoakRequest request, CancellationToken token)
    {
        await client.AskAsync(request, token);
        if (request.Refusals.Count > 0)
        {
            client.Drop();
        }
    }

    private static IEnumerable<string> Bodies() =>
    [
        "", "{", "null", "{\"model\":", Forecast("naive")[..^10], """{"model":"naive"}""", """{"model":"naive","horizon":"2","series":[]}""",
        $$"""{"model":"naive","horizon":0,"series":{{Series}}}""",
        $$"""{"model":"naive","horizon":1000000000,"series":{{Series}}}""",
        $$"""{"model":"naive","horizon":2,"series":{{Series}},"horizonn":3}""",
        $$"""{"model":"naive","horizon":2,"series":{{Series}},"quantiles":[0.9,0.9]}""",
        $$"""{"model":"naive","horizon":2,"series":{{Series}},"timeout":-1}""",
        """{"model":"naive","horizon":2,"series":[{"id":"a","target":[1]},{"id":"a","target":[1]}]}""",
        """{"model":"naive","horizon":2,"series":[{"id":"a","target":[Infinity]}]}""",
        """{"model":"naive","horizon":2,"series":[{"id":"a","target":[1,2],"timestamps":["2026-01-01"]}]}""",
        """{"model":"naive","horizon":2,"series":[{"id":"a","target":[1,"two"]}]}""",
        """{"model":"naive","horizon":2,"series":[""" + new string('[', 2000),
        """{"model":"theta","horizon":2,"options":{"no_such_option":1},"series":[{"id":"a","target":[1,2,3]}]}""",
    ];

    private static string Forecast(string model) => $$"""{"model":"{{model}}","horizon":2,"series":{{Series}}}""";

    private static SoakRequest Refused(string path, string body) =>
        SoakRequest.Post(Name, path, body) with { Success = [], Codes = ["INVALID_REQUEST"], Area = Area.Forecasts };
}
