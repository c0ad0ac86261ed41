using Microsoft.AspNetCore.Routing;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Endpoints.Nixtla;

/// <summary>The routes of Nixtla's clients that compute.</summary>
internal sealed class NixtlaEndpoints(NixtlaDoor door, NixtlaForecasts forecasts, NixtlaWindows windows, NixtlaHistory history)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/v2/forecast", context => door.RunAsync(context, "forecast", NixtlaTask.Forecast, forecasts.AnswerAsync));
        routes.Post("/v2/cross_validation", context => door.RunAsync(context, "cross_validation", NixtlaTask.CrossValidation, WindowsAsync));
        routes.Post("/v2/historic_forecast", context => door.RunAsync(context, "historic_forecast", NixtlaTask.HistoricForecast, history.AnswerAsync));
    }

    private Task<NixtlaAnswer> WindowsAsync(NixtlaVisit visit) => visit.Request.FullHistory ? history.AnswerAsync(visit) : windows.AnswerAsync(visit);
}
