using Microsoft.AspNetCore.Routing;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Endpoints.Nixtla;

/// <summary>The routes of Nixtla's clients that compute.</summary>
internal sealed class NixtlaEndpoints(NixtlaDoor door, NixtlaForecasts forecasts)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/v2/forecast", context => door.RunAsync(context, "forecast", NixtlaTask.Forecast, forecasts.AnswerAsync));
    }
}
