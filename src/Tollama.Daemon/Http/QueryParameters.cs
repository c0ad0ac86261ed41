using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>What stands in the query of a request. A parameter that nothing reads is refused: who sends it believes that it does something.</summary>
internal static class QueryParameters
{
    /// <summary>All parameters as they were sent, repeated ones included.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> All(HttpRequest request) =>
        [.. request.Query.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")))];

    /// <summary>Refuses parameters that a route does not read, and one that is there twice.</summary>
    /// <param name="request">The request.</param>
    /// <param name="known">What the route reads.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    internal static void Require(HttpRequest request, IReadOnlyList<string> known)
    {
        if (!request.QueryString.HasValue)
        {
            return;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string name, string _) in All(request))
        {
            if (!known.Contains(name))
            {
                string hint = known.Count > 0 ? $"it reads {string.Join(" and ", known)}"
                    : HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? "leave it out" : "what it reads stands in the body, as JSON";
                throw new TollamaException(
                    ErrorCode.InvalidRequest, $"{request.Method} {Excerpt.Of(request.Path)} does not read the query parameter '{Excerpt.Of(name)}'", hint);
            }

            if (!seen.Add(name))
            {
                throw new TollamaException(ErrorCode.InvalidRequest, $"the query has '{name}' twice", "send it once");
            }
        }
    }
}
