using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;

namespace Tollama.Daemon.Http;

/// <summary>The body of an answer: up to a size it is held and sent whole, above that it is sent in pieces as they come.</summary>
/// <remarks>
/// Status and headers go out with the first piece, so that whatever fails before it is still a plain HTTP error. An answer that is sent whole says in headers how
/// many errors and warnings it has; one in pieces cannot, since it is not known before its end.
/// </remarks>
internal sealed class AnswerBody(HttpContext context, string contentType) : IDisposable
{
    /// <summary>What is held at most before an answer is sent in pieces.</summary>
    internal const int HeldBytes = 8 << 20;

    private readonly SegmentBuffer _buffer = new();
    private readonly PacedWriter _writer = PacedWriter.Of(context);

    /// <summary>Where the body is written to.</summary>
    internal IBufferWriter<byte> Output => _buffer;

    /// <summary>True from the first piece on: what was sent cannot be taken back.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>True if so much is held that it has to be sent.</summary>
    /// <param name="more">How many bytes are held elsewhere for this answer.</param>
    internal bool IsMuch(long more) => _buffer.Length + more > HeldBytes;

    /// <summary>Sends what is held; the rest follows in pieces.</summary>
    /// <param name="notices">What is known before the first piece, where the body does not tell it; see <see cref="AnswerNotices.NoticesHeader"/>.</param>
    internal async ValueTask SendAsync(string? notices = null)
    {
        Start(length: null, notices);
        await DrainAsync().ConfigureAwait(false);
        await _writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Sends the rest.</summary>
    /// <param name="errors">How many errors the answer has.</param>
    /// <param name="warnings">How many warnings.</param>
    /// <param name="notices">What they say, where the body does not.</param>
    internal async ValueTask EndAsync(int errors, int warnings, string? notices = null)
    {
        if (!HasBegun && !context.Response.HasStarted)
        {
            context.Response.Headers[AnswerNotices.ErrorsHeader] = errors.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers[AnswerNotices.WarningsHeader] = warnings.ToString(CultureInfo.InvariantCulture);
            Start(_buffer.Length, notices);
        }

        await DrainAsync().ConfigureAwait(false);
    }

    public void Dispose() => _buffer.Dispose();

    private void Start(long? length, string? notices)
    {
        HasBegun = true;
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.ContentType = contentType;
            if (contentType == NdjsonReply.ContentType)
            {
                NdjsonReply.KeepUnbuffered(context.Response);
            }

            if (notices is not null)
            {
                context.Response.Headers[AnswerNotices.NoticesHeader] = notices;
            }

            context.Response.ContentLength = length;
        }
    }

    private ValueTask DrainAsync() => _buffer.DrainAsync(bytes => _writer.WriteAsync(bytes, context.RequestAborted));
}
