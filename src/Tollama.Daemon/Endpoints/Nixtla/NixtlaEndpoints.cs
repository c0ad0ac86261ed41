using Microsoft.AspNetCore.Routing;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Endpoints.Nixtla;

/// <summary>The routes of Nixtla's clients that compute while they wait.</summary>
internal sealed class NixtlaEndpoints(NixtlaDoor door, NixtlaOperations operations)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/v2/forecast", context => door.RunAsync(context, "forecast", NixtlaTask.Forecast, operations.Forecasts.AnswerAsync));
        routes.Post("/v2/cross_validation", context => door.RunAsync(context, "cross_validation", NixtlaTask.CrossValidation, operations.ValidateAsync));
        routes.Post("/v2/historic_forecast", context => door.RunAsync(context, "historic_forecast", NixtlaTask.HistoricForecast, operations.History.AnswerAsync));
        routes.Post("/v2/anomaly_detection", context => door.RunAsync(context, "anomaly_detection", NixtlaTask.AnomalyDetection, operations.Detection.AnswerAsync));
        routes.Post("/v2/online_anomaly_detection", context => door.RunAsync(context, "online_anomaly_detection", NixtlaTask.OnlineAnomalyDetection, operations.Detection.AnswerAsync));
    }
}
