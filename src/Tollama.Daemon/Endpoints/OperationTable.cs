using System.Buffers;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Endpoints;

/// <summary>Sends the answer of an operation as a table.</summary>
internal static class OperationTable
{
    /// <summary>Sends it, whole when it is short, else in pieces.</summary>
    /// <param name="context">The request.</param>
    /// <param name="format">The format.</param>
    /// <param name="write">Writes the table; what it calls after each series sends what is held, if it is much.</param>
    /// <param name="errors">How many errors the answer has.</param>
    /// <param name="warnings">How many warnings.</param>
    internal static async Task SendAsync(HttpContext context, AnswerFormat format, Func<IBufferWriter<byte>, Func<ValueTask>, ValueTask> write, int errors, int warnings)
    {
        using AnswerBody body = new(context, AnswerFormats.MediaTypeOf(format) + (AnswerFormats.IsText(format) ? "; charset=utf-8" : ""));
        await write(body.Output, () => body.IsMuch(0) ? body.SendAsync() : ValueTask.CompletedTask).ConfigureAwait(false);
        await body.EndAsync(errors, warnings).ConfigureAwait(false);
    }
}
