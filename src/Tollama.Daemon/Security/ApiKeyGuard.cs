using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Security;

/// <summary>Asks for an API key where keys are configured. Keys are compared in constant time, as digests.</summary>
internal sealed class ApiKeyGuard
{
    private const string Scheme = "Bearer ";

    private static readonly PathString[] Open = ["/health/live", "/v1/health"];

    private readonly byte[][] _digests;
    private readonly int _operators;
    private readonly TimeProvider _time;
    private readonly WrongKeys _wrong;

    internal ApiKeyGuard(DaemonOptions options, TimeProvider time)
    {
        _time = time;
        _wrong = new WrongKeys(time);
        _digests = [.. options.OperatorKeys.Concat(options.ApiKeys).Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];
        _operators = options.OperatorKeys.Count;
    }

    /// <summary>Lets a request in, or not.</summary>
    /// <exception cref="TollamaException">It has no key, or a wrong one; the answer to a wrong one takes its time.</exception>
    internal async ValueTask CheckAsync(HttpContext context)
    {
        if (_digests.Length == 0 || Open.Contains(context.Request.Path) || IsOfPage(context.Request))
        {
            return;
        }

        string? sent = SentKey(context.Request);
        if (sent is null)
        {
            throw new TollamaException(
                ErrorCode.Unauthorized, "this daemon asks for an API key and the request has none", "send 'Authorization: Bearer KEY'; the CLI takes it from TOLLAMA_API_KEY");
        }

        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(sent));
        int place = -1;
        for (int i = _digests.Length - 1; i >= 0; i--)
        {
            place = CryptographicOperations.FixedTimeEquals(digest, _digests[i]) ? i : place;
        }

        if (place < 0)
        {
            if (_wrong.Count(context.Connection.RemoteIpAddress) is { Ticks: > 0 } pause)
            {
                await Task.Delay(pause, _time, context.RequestAborted).ConfigureAwait(false);
            }

            throw new TollamaException(ErrorCode.Unauthorized, "the API key is not one of this daemon's", "check TOLLAMA_API_KEY against the daemon's TOLLAMA_API_KEYS");
        }

        context.Features.Set(new ClientIdentity($"key-{Convert.ToHexStringLower(digest.AsSpan(0, 4))}", IsOperator: place < _operators));
    }

    // A browser opens an address without a key. What it loads is the same for all and tells nothing of this daemon; the page then asks for the key.
    private static bool IsOfPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && (request.Path == "/" || request.Path.StartsWithSegments("/ui", StringComparison.Ordinal));

    private static string? SentKey(HttpRequest request)
    {
        string authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Scheme.Length..].Trim();
        }

        string key = request.Headers["X-Api-Key"].ToString();
        return key.Length == 0 ? null : key;
    }
}
