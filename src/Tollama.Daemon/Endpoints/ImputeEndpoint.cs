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
            AnswerFormat.Csv or AnswerFormat.Tsv => door.RunAsync(
                context, Name, ImputeReader.Shape, AnswerAsync, TollamaJsonContext.Default.ImputeResponse, line: null, (_, answer) => SendAsync(context, format, answer)),
            _ => throw new TollamaException(
                ErrorCode.NotAcceptable, $"filled series are not answered as {AnswerFormats.NameOf(format)}", "accept application/json, text/csv or text/tab-separated-values"),
        };
    }

    private Task<ImputeResponse> AnswerAsync(OperationVisit visit) => operation.RunAsync(visit.Call, visit.Ticket, visit.Request, visit.Listener);

    private static async Task SendAsync(HttpContext context, AnswerFormat format, ImputeResponse answer)
    {
        using AnswerBody body = new(context, AnswerFormats.MediaTypeOf(format) + "; charset=utf-8");
        ImputedTable table = new(body.Output, format == AnswerFormat.Tsv ? '\t' : ',', hasErrors: answer.Errors is { Count: > 0 });
        table.Begin();
        foreach (ImputedSeries series in answer.Series)
        {
            table.Add(series);
            if (body.IsMuch(0))
            {
                await body.SendAsync().ConfigureAwait(false);
            }
        }

        foreach (SeriesError error in answer.Errors ?? [])
        {
            table.Add(error);
        }

        int warnings = (answer.Warnings?.Count ?? 0) + answer.Series.Sum(series => series.Warnings?.Count ?? 0);
        await body.EndAsync(answer.Errors?.Count ?? 0, warnings).ConfigureAwait(false);
    }
}
