using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Endpoints;

/// <summary>Takes what an operation needs off an HTTP request.</summary>
internal static class OperationInputs
{
    private const string Json = "application/json";

    /// <summary>What was sent.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">Its body. What Python writes into JSON for numbers that are none is spelled in it as JSON.</param>
    /// <param name="started">When the request arrived, as a stopwatch time stamp.</param>
    internal static OperationInput Of(HttpContext context, RequestBody body, long started)
    {
        string type = context.Request.ContentType ?? "";
        if (body.Spooled is { } file)
        {
            return new OperationInput(default, type, QueryParameters.All(context.Request), RequestId.Of(context), started) { Spooled = TableInput.Of(file.Handle) };
        }

        (JsonTableForm form, bool isTable) = FormOf(body.Bytes.Span, type);
        if ((isTable || IsRequest(body.Bytes.Span, type)) && BareNumbers.MayBeIn(body.Bytes.Span))
        {
            body.Rewrite(BareNumbers.LongestSpelling(body.Bytes.Span), (text, spelled) => BareNumbers.Spell(text.Span, spelled.Span, isTable));
        }

        return new OperationInput(body.Bytes, type, QueryParameters.All(context.Request), RequestId.Of(context), started) { TableForm = form };
    }

    /// <summary>What was sent to a route that takes tables, also as the files of a form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="started">When the request arrived, as a stopwatch time stamp.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TollamaException">It is a form that cannot be read.</exception>
    internal static async Task<OperationInput> OfTablesAsync(HttpContext context, RequestBody body, long started, CancellationToken cancellationToken)
    {
        OperationInput input = Of(context, body, started);
        return MultipartForm.Is(input.ContentType) ? await TableForm.ReadAsync(input, body, cancellationToken).ConfigureAwait(false) : input;
    }

    /// <summary>A piece of a body, in which what Python writes into JSON for numbers that are none is spelled as JSON.</summary>
    /// <param name="body">The body, which keeps what is spelled otherwise.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="type">Its content type.</param>
    /// <param name="isRequest">Whether it is a JSON request; else it may be a table.</param>
    internal static ReadOnlyMemory<byte> Spelled(RequestBody body, ReadOnlyMemory<byte> piece, string type, bool isRequest)
    {
        if (!(isRequest || FormOf(piece.Span, type).IsTable) || !BareNumbers.MayBeIn(piece.Span))
        {
            return piece;
        }

        RequestBody spelled = body.Another();
        spelled.Rewrite(BareNumbers.LongestSpelling(piece.Span), (_, room) => BareNumbers.Spell(piece.Span, room.Span, isTable: !isRequest));
        return spelled.Bytes;
    }

    private static (JsonTableForm Form, bool IsTable) FormOf(ReadOnlySpan<byte> text, string type)
    {
        JsonTableForm form = JsonTables.FormOf(text, isJson: type.StartsWith(Json, StringComparison.OrdinalIgnoreCase));
        return (form, form != JsonTableForm.None || TableReader.IsJson(type));
    }

    private static bool IsRequest(ReadOnlySpan<byte> body, string type) => !TableReader.IsTable(type) && body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
}
