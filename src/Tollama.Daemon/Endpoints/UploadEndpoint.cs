using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/forecast/upload</c>, as the Python tollama has it: a table as a file of a form, and beside it a request without series.</summary>
internal sealed class UploadEndpoint(ForecastDoor door)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.Post("/api/forecast/upload", HandleAsync);

    private Task HandleAsync(HttpContext context) => door.RunAsync(context, "forecast", TableForm.Upload, AnswerAsync, TableForm.ReadUploadAsync);

    private static async Task AnswerAsync(ForecastCall call, NestedForecasts forecasts) => await forecasts.WriteAsync(call).ConfigureAwait(false);
}
