using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Endpoints;

/// <summary>Chooses the format of an answer by the header <c>Accept</c>.</summary>
/// <remarks>RFC 9110, section 12.5.1: of the ranges that fit a type the most specific one says how much it is wanted; of equally wanted formats the one that is named most precisely is taken, then the one that stands first.</remarks>
internal static class AcceptedFormat
{
    private const double Full = 1;

    private const double Nothing = 0;

    /// <summary>The format that is wanted most; JSON when nothing is said.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.NotAcceptable"/>: no format of ours is accepted.</exception>
    internal static AnswerFormat Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out IList<MediaTypeHeaderValue>? ranges) || ranges.Count == 0)
        {
            return request.Headers.Accept.All(string.IsNullOrWhiteSpace) ? AnswerFormat.Json : throw Refused(request);
        }

        (AnswerFormat best, (double quality, _, _)) = AnswerFormats.All.Select(format => (format, WishFor(format, ranges))).MaxBy(pair => pair.Item2);
        return quality > Nothing ? best : throw Refused(request);
    }

    /// <summary>Refuses tables for an answer that is one object of JSON, or the stream that its request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What is answered: <c>anomalies</c>.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.NotAcceptable"/>: JSON is not accepted.</exception>
    internal static void RequireJson(HttpRequest request, string what)
    {
        string accept = request.Headers.Accept.ToString();
        bool takesJson = string.IsNullOrWhiteSpace(accept)
            || (MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out IList<MediaTypeHeaderValue>? ranges)
                && (WishFor(AnswerFormat.Json, ranges).Quality > Nothing || WishFor(AnswerFormat.Ndjson, ranges).Quality > Nothing));
        if (!takesJson)
        {
            throw new TollamaException(
                ErrorCode.NotAcceptable, $"{what} are not answered as '{Excerpt.Of(accept)}'", "accept " + AnswerFormats.MediaTypeOf(AnswerFormat.Json));
        }
    }

    /// <summary>How much a format is wanted; of the same quality, how precisely it was named, and how early.</summary>
    private static (double Quality, int Precision, int Earliness) WishFor(AnswerFormat format, IList<MediaTypeHeaderValue> ranges)
    {
        string type = AnswerFormats.MediaTypeOf(format);
        return ranges.Index().Where(range => range.Item.MatchesMediaType(type)).OrderByDescending(range => Precision(range.Item)).Select(range =>
            (range.Item.Quality ?? Full, Precision(range.Item), -range.Index)).FirstOrDefault((Nothing, 0, 0));
    }

    private static int Precision(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;

    private static TollamaException Refused(HttpRequest request) => new(
        ErrorCode.NotAcceptable,
        $"a forecast is not answered as '{Excerpt.Of(request.Headers.Accept.ToString())}'",
        "accept one of " + string.Join(", ", AnswerFormats.All.Select(AnswerFormats.MediaTypeOf)));
}
