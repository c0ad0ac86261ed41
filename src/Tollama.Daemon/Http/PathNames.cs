using Microsoft.AspNetCore.Http;

namespace Tollama.Daemon.Http;

/// <summary>Names in a path. Clients that are made from a description encode the slash of <c>namespace/model</c>, which the server leaves as it is.</summary>
internal static class PathNames
{
    /// <summary>The value of a place in the route, decoded.</summary>
    internal static string Of(HttpContext context, string place) =>
        ((string?)context.Request.RouteValues[place] ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
