using System.Net;
using Tollama.Catalog;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>What a hub's failures mean: ask again, or tell the user.</summary>
internal static class HubFaults
{
    private const string TokenHint = "set TOLLAMA_HF_TOKEN to a token of an account that may read it, where the daemon runs";

    /// <summary>The error of an answer that is no success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="endpoint">The hub.</param>
    /// <param name="what">What was asked for, for the message: <c>owner/name at main</c>.</param>
    /// <param name="hasToken">True if a token was sent.</param>
    public static Exception Of(HttpResponseMessage response, Uri endpoint, string what, bool hasToken)
    {
        Uri address = response.RequestMessage?.RequestUri ?? endpoint;
        bool fromHub = RedirectRule.IsSameOrigin(address, endpoint);
        int status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when fromHub => AccessDenied(response, endpoint, what, hasToken),
            // A link to the file store is signed for a limited time; a new one comes from the hub.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new TransientHubException($"{address.Host} refused the link ({status})"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone when fromHub => NotFound(response, endpoint, what, hasToken),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => Passing(response, address),
            HttpStatusCode.ProxyAuthenticationRequired => ProxyRefused(Words(response)),
            HttpStatusCode.RequestedRangeNotSatisfiable => new TollamaException(
                ErrorCode.DownloadCorrupt,
                $"{what} is not what the hub announced: {address.Host} has less of it ({response.Content.Headers.ContentRange})",
                "pull again; if it happens again, the hub's listing and its files do not agree"),
            _ when status >= 500 || !fromHub => Passing(response, address),
            _ => new TollamaException(
                ErrorCode.HubUnavailable, $"the hub {endpoint.Host} refused to give {what}: {Words(response)}", "check TOLLAMA_HF_ENDPOINT"),
        };
    }

    /// <summary>The error of what is not here when the hub may not be asked.</summary>
    /// <param name="what">What is not here.</param>
    /// <param name="wasAsked">True if the request said so, false if the daemon's setting does.</param>
    public static TollamaException Offline(string what, bool wasAsked) => wasAsked
        ? new TollamaException(
            ErrorCode.Offline,
            $"'{what}' is not here as it was asked for, whole, and the pull was to ask the hub for nothing (offline, local_files_only)",
            "leave offline and local_files_only out, or carry the model over: 'tollama export' there, 'tollama import' here")
        : new TollamaException(
            ErrorCode.Offline,
            $"{what} would have to be downloaded, and TOLLAMA_OFFLINE is set",
            "unset TOLLAMA_OFFLINE, or carry the model over: 'tollama export' there, 'tollama import' here");

    /// <summary>The error of a connection that failed.</summary>
    public static TransientHubException Of(Exception fault, Uri address) => new(
        $"{address.Host} could not be reached: {Innermost(fault)}", innerException: fault);

    /// <summary>The error of a certificate that nobody vouches for.</summary>
    public static TollamaException Untrusted(HttpRequestException fault, Uri address) => new(
        ErrorCode.HubUnavailable,
        $"the certificate of {address.Host} is not trusted: {Innermost(fault)}",
        "if your network re-signs traffic, name its authority in SSL_CERT_FILE; --insecure skips the check where the daemon has TOLLAMA_INSECURE_HUB=true",
        innerException: fault);

    /// <summary>The error of a proxy that wants other credentials, or any.</summary>
    public static TollamaException ProxyRefused(string answer) => new(
        ErrorCode.HubUnavailable,
        $"the proxy wants a user and a password that it knows ({answer})",
        "write them into its address, where the daemon runs: HTTPS_PROXY=http://user:password@host:port");

    /// <summary>The error after the last try.</summary>
    public static TollamaException GaveUp(TransientHubException last, string what, int attempts) => last.IsStall
        ? new TollamaException(
            ErrorCode.Timeout,
            $"the download of {what} stalled: {last.Message} ({attempts} tries)",
            "pull again: it goes on from where it is",
            innerException: last)
        : new TollamaException(
            ErrorCode.HubUnavailable,
            $"{what} could not be fetched: {last.Message} ({attempts} tries)",
            "check the network and the proxy (HTTPS_PROXY), then pull again: it goes on from where it is",
            innerException: last)
        {
            RetryAfter = last.RetryAfter,
        };

    public static TollamaException Unexpected(Uri endpoint, string what, string fault) => new(
        ErrorCode.HubUnavailable, $"the answer of the hub {endpoint.Host} for {what} is not what it should be: {fault}", "check TOLLAMA_HF_ENDPOINT");

    private static TollamaException AccessDenied(HttpResponseMessage response, Uri endpoint, string what, bool hasToken)
    {
        string reason = Header(response, "X-Error-Code") == "GatedRepo"
            ? "its terms must be accepted on the hub first"
            : hasToken ? "the token gives no access to it" : "it does not exist, or is private";
        string hint = hasToken ? $"accept its terms on {endpoint.Host}, or {TokenHint}" : TokenHint;
        return new TollamaException(ErrorCode.HubAccessDenied, $"the hub {endpoint.Host} does not give {what}: {reason} ({Words(response)})", hint);
    }

    private static TollamaException NotFound(HttpResponseMessage response, Uri endpoint, string what, bool hasToken) => new(
        ErrorCode.ModelNotFound,
        $"{what} not found on the hub {endpoint.Host} ({Words(response)})",
        Header(response, "X-Error-Code") switch
        {
            "RevisionNotFound" => "check the revision: a branch, a tag or a commit of the repository",
            "RepoNotFound" when hasToken => "check the name; if the repository is private, TOLLAMA_HF_TOKEN must be a token that may read it",
            _ => "check the name",
        });

    private static TransientHubException Passing(HttpResponseMessage response, Uri address) =>
        new($"{address.Host} answered {Words(response)}", HubPatience.Of(response));

    private static string Words(HttpResponseMessage response)
    {
        string text = Header(response, "X-Error-Message") ?? response.ReasonPhrase ?? "";
        return ModelNameGrammar.Printable($"{(int)response.StatusCode} {text}".TrimEnd());
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private static string Innermost(Exception fault)
    {
        while (fault.InnerException is { } inner)
        {
            fault = inner;
        }

        return CauseText.Of(fault);
    }
}
