using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Tollama.Daemon.Http;

/// <summary>The id of a request: the client's <c>X-Request-ID</c> when it is printable, else a new one. It is echoed, logged and passed to the runner.</summary>
internal static class RequestId
{
    internal const string Header = "X-Request-ID";

    private const int MaxLength = 128;

    private static readonly object Key = new();
    private static long _last;

    internal static string Of(HttpContext context) => (string?)context.Items[Key] ?? Assign(context);

    internal static string Assign(HttpContext context)
    {
        string sent = context.Request.Headers[Header].ToString();
        bool usable = sent.Length is > 0 and <= MaxLength && sent.All(character => character is > ' ' and < '\u007f');
        string id = usable ? sent : "r" + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        context.Items[Key] = id;
        context.Response.Headers[Header] = id;
        return id;
    }
}
