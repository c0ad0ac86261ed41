using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Errors;
using Tollama.Core.Json;

namespace Tollama.Client;

/// <summary>Turns what is not a success into a <see cref="TollamaClientException"/>.</summary>
internal static class ErrorAnswer
{
    private const int MaxQuotedLength = 200;

    public static TollamaClientException Unreachable(Uri? address, HttpRequestException cause) =>
        new(ErrorCode.DaemonUnreachable, $"could not reach tollama at {Shown(address)}: start it with 'tollama serve'", cause);

    /// <summary>Something took the connection, but no secure one came of it: another scheme, name or authority.</summary>
    public static TollamaClientException Insecure(Uri? address, HttpRequestException cause) =>
        new(ErrorCode.DaemonUnreachable, $"no secure connection to tollama at {Shown(address)}: {ConnectionCauseText.Of(cause)}", cause)
        {
            IsSilent = true,
            Hint = "see that it serves https and that its certificate has this name; "
                + "an authority of your own is named by SSL_CERT_FILE (docs/behind-a-proxy.md)",
        };

    public static TollamaClientException Broken(Uri? address, Exception cause) =>
        new(ErrorCode.DaemonUnreachable, $"the connection to tollama at {Shown(address)} broke before the answer was complete", cause)
        {
            Hint = "see whether it still runs with 'tollama health', then try again"
                + (address?.Scheme == "http" ? "; if it serves https, the address begins with https://" : ""),
        };

    /// <summary>Nothing came from the address: no connection, or no whole answer.</summary>
    public static TollamaClientException Silent(Uri? address, TimeSpan? after)
    {
        string time = after is { } limit ? FormattableString.Invariant($"did not answer within {limit.TotalSeconds:0.###} seconds") : "takes no connection and does not refuse one";
        return new TollamaClientException(ErrorCode.DaemonUnreachable, $"what is at {Shown(address)} {time}")
        {
            IsSilent = true,
            Hint = "see whether the address is right (TOLLAMA_HOST, --base-url), and look at the daemon's log",
        };
    }

    public static TollamaClientException Unreadable(Uri? address, JsonException cause) =>
        new(ErrorCode.Internal, $"what answers at {Shown(address)} sent something that is not tollama's JSON: {CauseText.Of(cause)}", cause);

    public static TollamaClientException Line(string message, string? code, string? hint) =>
        new(ErrorCodeNames.FromWireName(code) ?? ErrorCode.Internal, message) { Hint = hint };

    public static async Task<TollamaClientException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        ErrorBody? body = TryParse(text);
        string? headerId = response.Headers.TryGetValues("X-Request-ID", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null;
        return new TollamaClientException(
            ErrorCodeNames.FromWireName(body?.Code) ?? CodeOf(response.StatusCode), body?.Error ?? Plain(response, text))
        {
            StatusCode = response.StatusCode,
            Hint = body?.Hint,
            RequestId = body?.RequestId ?? headerId,
            Faults = FaultsOf(body?.Detail),
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    private static ErrorBody? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, TollamaJsonContext.Default.ErrorBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<Fault> FaultsOf(JsonNode? detail)
    {
        try
        {
            return detail is JsonArray ? detail.Deserialize(TollamaJsonContext.Default.IReadOnlyListFault) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static ErrorCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => ErrorCode.InvalidRequest,
        HttpStatusCode.Unauthorized => ErrorCode.Unauthorized,
        HttpStatusCode.NotFound => ErrorCode.RouteNotFound,
        HttpStatusCode.MethodNotAllowed => ErrorCode.MethodNotAllowed,
        HttpStatusCode.RequestEntityTooLarge => ErrorCode.BodyTooLarge,
        HttpStatusCode.NotImplemented => ErrorCode.NotImplemented,
        HttpStatusCode.GatewayTimeout => ErrorCode.Timeout,
        _ => ErrorCode.Internal,
    };

    private static string Plain(HttpResponseMessage response, string text)
    {
        string shown = text.Trim() is { Length: > 0 } trimmed ? ": " + trimmed[..Math.Min(trimmed.Length, MaxQuotedLength)] : "";
        return $"the server answered HTTP {(int)response.StatusCode} {response.ReasonPhrase}{shown}";
    }

    // Without what stands before the host: it may be a password.
    private static string Shown(Uri? address) => address?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ?? "its address";
}
