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

    internal ApiKeyGuard(DaemonOptions options) =>
        _digests = [.. options.ApiKeys.Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];

    internal void Check(HttpContext context)
    {
        if (_digests.Length == 0 || Open.Contains(context.Request.Path))
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
        bool known = false;
        foreach (byte[] expected in _digests)
        {
            known |= CryptographicOperations.FixedTimeEquals(digest, expected);
        }

        if (!known)
        {
            throw new TollamaException(ErrorCode.Unauthorized, "the API key is not one of this daemon's", "check TOLLAMA_API_KEY against the daemon's TOLLAMA_API_KEYS");
        }
    }

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
