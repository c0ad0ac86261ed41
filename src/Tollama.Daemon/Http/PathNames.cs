using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tollama.Daemon.Http;

/// <summary>Names in a path. Clients that are made from a description encode the slash of <c>namespace/model</c>, which the server leaves as it is.</summary>
internal static class PathNames
{
    /// <summary>The value of a place in the route, decoded.</summary>
    internal static string Of(HttpContext context, string place)
    {
        string name = (string?)context.Request.RouteValues[place] ?? "";

        // A percent sign that was encoded itself is no part of any name: what it stands before must not be decoded a second time.
        bool isEncodedTwice = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Contains("%25", StringComparison.Ordinal) == true;
        return isEncodedTwice ? name : name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
    }
}
