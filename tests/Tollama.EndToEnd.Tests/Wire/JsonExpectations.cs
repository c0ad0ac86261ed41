using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tollama.EndToEnd.Tests.Wire;

/// <summary>What holds of every answer.</summary>
public static partial class JsonExpectations
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static bool Has(this JsonElement json, string name) => json.TryGetProperty(name, out _);

    /// <summary>An error of the one shape: what clients of both ancestors read, and the request's id.</summary>
    public static JsonElement ShouldBeError(this Reply reply, int status, string? code = null)
    {
        reply.Status.ShouldBe(status, reply.Text);
        reply.ContentType.ShouldBe("application/json");
        JsonElement json = reply.Json;
        json.Text("error").ShouldNotBeNullOrWhiteSpace();
        json.GetProperty("detail").ValueKind.ShouldBeOneOf(JsonValueKind.String, JsonValueKind.Array, JsonValueKind.Object);
        json.Text("code").ShouldNotBeNullOrWhiteSpace();
        json.Text("request_id").ShouldBe(reply.Header("X-Request-ID"));
        json.Text("tollama_version").ShouldBe(reply.Header("Tollama-Version"));
        if (code is not null)
        {
            json.Text("code").ShouldBe(code, reply.Text);
        }

        return json;
    }

    /// <summary>A success whose lines have no key <c>error</c>: ollama-js throws at the mere key.</summary>
    public static Reply ShouldBeSuccess(this Reply reply)
    {
        reply.Status.ShouldBe(200, reply.Text);
        reply.Header("Tollama-Version").ShouldNotBeNullOrEmpty();
        foreach (JsonElement line in reply.Lines)
        {
            line.Has("error").ShouldBeFalse(reply.Text);
        }

        return reply;
    }

    public static void ShouldBeDigest(this string? text) => Digest().IsMatch(text ?? "").ShouldBeTrue($"'{text}' is no digest of 64 hexadecimal digits");

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digest();
}
