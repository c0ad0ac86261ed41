using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Data.Writing;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/impute</c>: the series with their missing values filled, as JSON, or as a table with a row a value.</summary>
internal sealed class ImputeEndpoint(OperationDoor door, ImputeOperation operation)
{
    private const string Name = "impute";

    internal void Map(IEndpointRouteBuilder routes) => routes.PostTable("/api/impute", HandleAsync);

    private Task HandleAsync(HttpContext context)
    {
        AnswerFormat format = AcceptedFormat.Of(context.Request);
        return format switch
        {
            AnswerFormat.Json => door.RunAsync(
                context, Name, ImputeReader.Shape, AnswerAsync, TollamaJsonContext.Default.ImputeResponse, TollamaJsonContext.Default.ImputeStreamLine),
            AnswerFormat.Ndjson => throw new TollamaException(
                ErrorCode.NotAcceptable, "filled series are not answered as JSON lines", "accept application/json, text/csv or another table"),
            _ => door.RunAsync(
                context, Name, ImputeReader.Shape, AnswerAsync, TollamaJsonContext.Default.ImputeResponse, line: null, (_, answer) => SendAsync(context, format, answer)),
        };
    }

    private Task<ImputeResponse> AnswerAsync(OperationVisit visit) => operation.RunAsync(visit.Call, visit.Ticket, visit.Request, visit.Listener);

    private static async Task SendAsync(HttpContext context, AnswerFormat format, ImputeResponse answer)
    {
        long rows = answer.Series.Sum(series => (long)series.Values.Length) + (answer.Errors?.Count ?? 0);
        if (rows > AnswerWriter.MaxRowsOf(format))
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                string.Create(CultureInfo.InvariantCulture, $"the answer has {rows} rows, and {AnswerFormats.NameOf(format)} holds {AnswerWriter.MaxRowsOf(format)}"),
                "ask for Parquet or CSV");
        }

        using AnswerBody body = new(context, AnswerFormats.MediaTypeOf(format) + (AnswerFormats.IsText(format) ? "; charset=utf-8" : ""));
        using MemoryStream table = new();
        await ImputeTable.WriteAsync(answer, format, table, context.RequestAborted).ConfigureAwait(false);
        body.Output.Write(table.GetBuffer().AsSpan(0, (int)table.Length));
        int warnings = (answer.Warnings?.Count ?? 0) + answer.Series.Sum(series => series.Warnings?.Count ?? 0);
        await body.EndAsync(answer.Errors?.Count ?? 0, warnings).ConfigureAwait(false);
    }
}
