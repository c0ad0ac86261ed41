using System.Text;
using Microsoft.Net.Http.Headers;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>Takes a body of <c>multipart/form-data</c> (RFC 7578) apart. Nothing is copied: each part is a piece of the body.</summary>
internal static class MultipartForm
{
    /// <summary>The most parts of a form.</summary>
    internal const int MaxParts = 1100;

    private const string Type = "multipart/form-data";
    private const int MaxHeaderBytes = 8 << 10;

    // RFC 2046, section 5.1.1.
    private const int MaxBoundary = 70;

    /// <summary>True for the content type of a form.</summary>
    internal static bool Is(string contentType) => contentType.StartsWith(Type, StringComparison.OrdinalIgnoreCase);

    /// <summary>The parts, in order.</summary>
    /// <param name="contentType">The content type of the body.</param>
    /// <param name="body">The body.</param>
    /// <exception cref="TollamaException">It is no such body.</exception>
    internal static IReadOnlyList<FormPart> Read(string contentType, ReadOnlyMemory<byte> body)
    {
        byte[] delimiter = Encoding.ASCII.GetBytes("\r\n--" + BoundaryOf(contentType));

        // What stands before the first delimiter is for people; that delimiter may stand at the very beginning, without a line before it.
        ReadOnlyMemory<byte> rest = body.Span.StartsWith(delimiter.AsSpan(2)) ? body[(delimiter.Length - 2)..] : After(body, delimiter);
        List<FormPart> parts = [];
        while (!rest.Span.StartsWith("--"u8))
        {
            int lineEnd = rest.Span.IndexOf("\r\n"u8);
            if (lineEnd < 0 || rest.Span[..lineEnd].Trim(" \t"u8).Length > 0)
            {
                throw Refused("the body is no form: after a boundary comes neither a line end nor the end of the form");
            }

            if (parts.Count == MaxParts)
            {
                throw Refused($"the form has more than {MaxParts} parts");
            }

            ReadOnlyMemory<byte> part = rest[(lineEnd + 2)..];
            int end = part.Span.IndexOf(delimiter);
            if (end < 0)
            {
                throw Refused("the form ends before its last boundary");
            }

            parts.Add(ReadPart(part[..end]));
            rest = part[(end + delimiter.Length)..];
        }

        return parts;
    }

    private static ReadOnlyMemory<byte> After(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> delimiter)
    {
        int start = body.Span.IndexOf(delimiter);
        return start < 0 ? throw Refused("the body has no part: its boundary is nowhere in it") : body[(start + delimiter.Length)..];
    }

    private static string BoundaryOf(string contentType)
    {
        string? boundary = MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals(Type, StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : throw Refused($"the body must be {Type}, not '{Excerpt.Of(contentType)}'");
        return boundary.Length is > 0 and <= MaxBoundary && Ascii.IsValid(boundary)
            ? boundary
            : throw Refused($"the boundary of {Type} must have 1 to {MaxBoundary} ASCII characters");
    }

    private static FormPart ReadPart(ReadOnlyMemory<byte> part)
    {
        // A part without a single header begins with the empty line.
        int end = part.Span.StartsWith("\r\n"u8) ? 0 : part.Span.IndexOf("\r\n\r\n"u8);
        if (end is < 0 or > MaxHeaderBytes)
        {
            throw Refused("a part of the form has no end of its headers");
        }

        ContentDispositionHeaderValue? disposition = null;
        string contentType = "";
        foreach (string line in Encoding.UTF8.GetString(part.Span[..end]).Split("\r\n"))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string name = colon < 0 ? "" : line[..colon].Trim();
            if (name.Equals(HeaderNames.ContentDisposition, StringComparison.OrdinalIgnoreCase))
            {
                _ = ContentDispositionHeaderValue.TryParse(line[(colon + 1)..].Trim(), out disposition);
            }
            else if (name.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase))
            {
                contentType = line[(colon + 1)..].Trim();
            }
            else if (name.Equals("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
                && line[(colon + 1)..].Trim() is var encoding && !(encoding is "binary" or "8bit" or "7bit"))
            {
                throw Refused($"a part of the form is sent as '{Excerpt.Of(encoding)}', which is not taken");
            }
        }

        string text = disposition is null ? "" : HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        return text.Length == 0
            ? throw Refused("a part of the form has no name: Content-Disposition: form-data; name=\"file\"")
            : new FormPart(text, FileNameOf(disposition!), contentType, part[(end == 0 ? 2 : end + 4)..]);
    }

    private static string? FileNameOf(ContentDispositionHeaderValue disposition)
    {
        string name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        return name.Length == 0 && !disposition.FileName.HasValue && !disposition.FileNameStar.HasValue ? null : name;
    }

    private static TollamaException Refused(string message) => new(
        ErrorCode.InvalidRequest, message, "send a form with the part file, as curl -F file=@history.csv -F model=auto -F horizon=12 does");
}
