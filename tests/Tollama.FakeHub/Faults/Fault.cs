using System.Globalization;

namespace Tollama.FakeHub;

/// <summary>What goes wrong with one answer. Properties combine; the default is that nothing goes wrong.</summary>
public sealed record Fault
{
    /// <summary>Nothing.</summary>
    public static Fault None { get; } = new();

    /// <summary>Answers with this status and nothing of what was asked for.</summary>
    public int? Status { get; init; }

    /// <summary>With <see cref="Status"/>: <c>X-Error-Code</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>With <see cref="Status"/>: <c>X-Error-Message</c> and the message of the JSON body.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Answers with this text instead of the JSON that was asked for; status 200 unless <see cref="Status"/> says otherwise.</summary>
    public string? Body { get; init; }

    /// <summary>Headers on top of the usual ones; they replace headers of the same name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Holds the answer, headers included.</summary>
    public Gate? Hold { get; init; }

    /// <summary>Cuts the connection instead of answering.</summary>
    public bool Cut { get; init; }

    /// <summary>Lets the body pass in the portions that the gate allows.</summary>
    public Gate? Pace { get; init; }

    /// <summary>Closes the connection after so many bytes of the body.</summary>
    public long? CloseAfter { get; init; }

    /// <summary>
    /// Added to <c>Content-Length</c>: positive, and the connection closes before the promise is kept; negative, and the body ends early as if that were all.
    /// </summary>
    public long ContentLengthDelta { get; init; }

    /// <summary>Sends the body in chunks, without <c>Content-Length</c>.</summary>
    public bool Chunked { get; init; }

    /// <summary>Flips all bits of the byte at this offset of the file.</summary>
    public long? CorruptAt { get; init; }

    /// <summary>Answers 200 with the whole file whatever <c>Range</c> asks for.</summary>
    public bool IgnoreRange { get; init; }

    /// <summary>Serves other bytes, with their <c>ETag</c>, under the same address.</summary>
    public ServedContent? Content { get; init; }

    /// <summary>Another <c>ETag</c>, without quotes.</summary>
    public string? Etag { get; init; }

    /// <summary>Sees each file of a listing and says what is listed instead; <see langword="null"/> leaves it out.</summary>
    public Func<ListedFile, ListedFile?>? Listing { get; init; }

    internal bool LeadsBack { get; private init; }

    /// <summary>An answer with a status and no more, as a server behind the hub gives it: 500, 502, 503.</summary>
    public static Fault Of(int status) => new() { Status = status };

    /// <summary>429 as most servers say it.</summary>
    /// <param name="retryAfter">Seconds or a date.</param>
    public static Fault TooManyRequests(string retryAfter = "1") => RateLimited(1) with { Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter } };

    /// <summary>429 as the hub says it: no <c>Retry-After</c>, but <c>RateLimit</c> with the seconds until the next window.</summary>
    /// <param name="seconds">How long it says to wait.</param>
    public static Fault RateLimited(int seconds) => new()
    {
        Status = 429,
        ErrorMessage = "We had to rate limit your IP. To continue using our service, create a HF account or login to your existing account.",
        Headers = new Dictionary<string, string> { ["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"api\";r=0;t={seconds}") },
    };

    /// <summary>A redirect to any place.</summary>
    /// <param name="location">The <c>Location</c> header; <see langword="null"/> leaves it out.</param>
    /// <param name="status">301, 302, 303, 307 or 308.</param>
    public static Fault Redirect(string? location, int status = 302) =>
        location is null ? Of(status) : Of(status) with { Headers = new Dictionary<string, string> { ["Location"] = location } };

    /// <summary>A redirect to where the request already is.</summary>
    public static Fault RedirectLoop { get; } = new() { Status = 302, LeadsBack = true };

    /// <summary>The answer of a gated repository to somebody without a token.</summary>
    public static Fault GatedNow { get; } = new()
    {
        Status = 401, ErrorCode = "GatedRepo", ErrorMessage = "Access to model is restricted. You must have access to it and be authenticated to access it. Please log in.",
    };

    /// <summary>The CDN's answer to a link that is too old.</summary>
    public static Fault LinkExpired { get; } = new() { Status = 403, Body = SignedLinks.Denied };
}
