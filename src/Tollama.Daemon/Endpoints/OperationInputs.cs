using Microsoft.AspNetCore.Http;
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

        JsonTableForm form = JsonTables.FormOf(body.Bytes.Span, isJson: type.StartsWith(Json, StringComparison.OrdinalIgnoreCase));
        bool isTable = form != JsonTableForm.None || TableReader.IsJson(type);
        if ((isTable || IsRequest(body.Bytes.Span, type)) && BareNumbers.MayBeIn(body.Bytes.Span))
        {
            body.Rewrite(BareNumbers.LongestSpelling(body.Bytes.Span), (text, spelled) => BareNumbers.Spell(text.Span, spelled.Span, isTable));
        }

        return new OperationInput(body.Bytes, type, QueryParameters.All(context.Request), RequestId.Of(context), started) { TableForm = form };
    }

    private static bool IsRequest(ReadOnlySpan<byte> body, string type) => !TableReader.IsTable(type) && body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
}
