using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/forecast/upload</c>, as the Python tollama has it: a table as a file of a form, and beside it a request without series.</summary>
internal sealed class UploadEndpoint(ForecastDoor door)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.Post("/api/forecast/upload", HandleAsync);

    private Task HandleAsync(HttpContext context)
    {
        AnswerFormat format = AcceptedFormat.Of(context.Request);
        return format == AnswerFormat.Json
            ? door.RunAsync(context, "forecast", TableForm.Upload, AnswerAsync, TableForm.ReadUploadAsync)
            : door.RunTableAsync(context, "forecast", TableForm.Upload, format, TableForm.ReadUploadAsync);
    }

    private static async Task AnswerAsync(ForecastCall call, NestedForecasts forecasts)
    {
        TableAnswer.RefuseLikeInput(AnswerFormat.Json, call);
        await forecasts.WriteAsync(call).ConfigureAwait(false);
    }
}
