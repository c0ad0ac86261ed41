using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Tollama.Store;

/// <summary>How long a hub asks to be left alone.</summary>
/// <remarks>
/// Most servers say it with <c>Retry-After</c> (RFC 9110, section 10.2.3). The public hub says it with <c>RateLimit: "api";r=0;t=52</c>: nothing is left
/// of the window, and the next one begins in 52 seconds (draft-ietf-httpapi-ratelimit-headers, section 4).
/// </remarks>
internal static partial class HubPatience
{
    /// <summary>The time; <see langword="null"/> if the answer names none that lies ahead.</summary>
    public static TimeSpan? Of(HttpResponseMessage response)
    {
        TimeSpan? asked = response.Headers.RetryAfter is { } retry ? retry.Delta ?? retry.Date - response.Headers.Date : null;
        asked ??= response.StatusCode == HttpStatusCode.TooManyRequests ? OfWindow(response) : null;
        return asked > TimeSpan.Zero ? asked : null;
    }

    private static TimeSpan? OfWindow(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("RateLimit", out IEnumerable<string>? limits))
        {
            return null;
        }

        Match used = UsedUp().Match(string.Join(", ", limits));
        return used.Success ? TimeSpan.FromSeconds(int.Parse(used.Groups["seconds"].Value, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@";\s*r=0\s*;\s*t=(?<seconds>[0-9]{1,6})(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsedUp();
}
