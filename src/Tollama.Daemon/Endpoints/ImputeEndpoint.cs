using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
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
                ErrorCode.NotAcceptable,
                $"filled series are not answered as {AnswerFormats.NameOf(format)}",
                "accept " + string.Join(", ", AnswerFormats.All.Where(one => one != AnswerFormat.Ndjson).Select(AnswerFormats.MediaTypeOf))),
            _ => door.RunAsync(
                context, Name, ImputeReader.Shape, AnswerAsync, TollamaJsonContext.Default.ImputeResponse, line: null, (_, answer) => SendAsync(context, format, answer)),
        };
    }

    private Task<ImputeResponse> AnswerAsync(OperationVisit visit) => operation.RunAsync(visit.Call, visit.Ticket, visit.Request, visit.Listener);

    private static Task SendAsync(HttpContext context, AnswerFormat format, ImputeResponse answer) => OperationTable.SendAsync(
        context,
        format,
        (output, drain) => ImputeTable.WriteAsync(answer, format, output, drain),
        answer.Errors?.Count ?? 0,
        (answer.Warnings?.Count ?? 0) + answer.Series.Sum(series => series.Warnings?.Count ?? 0));
}
