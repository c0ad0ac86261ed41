using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/compare</c>, as the Python tollama has it: one forecast request, several models, their answers side by side.</summary>
internal sealed class CompareEndpoint(ForecastDoor door, ModelStore store, ModelRegistry registry)
{
    private const string Models = "models";

    private const int MaxModels = 32;

    // What is measured when nobody says what, and actual values are there.
    private static readonly AccuracyMetric[] UsualMetrics = [AccuracyMetric.Mae, AccuracyMetric.Rmse, AccuracyMetric.Smape, AccuracyMetric.Mase];

    internal void Map(IEndpointRouteBuilder routes) => routes.Post("/api/compare", HandleAsync);

    private Task HandleAsync(HttpContext context) => door.RunAsync(
        context, "compare", new RequestShape([Models], NeedsModel: false) { Models = Models, Check = (extras, _, faults) => ReadModels(extras, faults) }, AnswerAsync);

    private async Task AnswerAsync(ForecastCall call, NestedForecasts forecasts)
    {
        if (call.Request.Model is not null)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, "model and models are both there; send models only", "send {\"models\": [\"auto\", \"theta\"], \"horizon\": 12, \"series\": […]}");
        }

        string[] models = ReadModels(call.Request.Extras, new FaultList());
        bool measures = call.Request.Metrics is null && call.Panel.Series.Any(series => series.Actuals is not null);
        forecasts.Write("{\"models\":["u8);
        for (int i = 0; i < models.Length; i++)
        {
            forecasts.Write(i == 0 ? ""u8 : ","u8);
            forecasts.Write(models[i]);
        }

        forecasts.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"],\"horizon\":{call.Steps},\"results\":[")));
        foreach (string model in models)
        {
            ForecastRequest request = call.Request with
            {
                Model = model,
                Metrics = measures ? UsualMetrics : call.Request.Metrics,
                Quantiles = call.Request.Quantiles ?? LevelsOf(model),
            };
            await forecasts.WriteResultAsync("model", model, () => call with { Request = request, Model = null }).ConfigureAwait(false);
        }

        forecasts.Write(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"],\"summary\":{{\"requested_models\":{models.Length},\"succeeded\":{forecasts.Succeeded},\"failed\":{forecasts.Failed}}}}}")));
    }

    /// <summary>The levels that a model has of its own, if it was made with them.</summary>
    private IReadOnlyList<double>? LevelsOf(string model) =>
        ModelName.TryParse(model, out ModelName? name) && store.Find(name) is { } found ? ModelDefaults.OfRequest(found)?.Quantiles : null;

    // One model has several spellings, and in the registry several names.
    private string Identity(string text) =>
        ModelName.TryParse(text, out ModelName? name) ? (store.Find(name)?.Name ?? registry.Resolve(name)).ToString() : text;

    private string[] ReadModels(IReadOnlyDictionary<string, JsonElement> extras, FaultList faults)
    {
        string[] models = extras.TryGetValue(Models, out JsonElement sent) && sent.ValueKind == JsonValueKind.Array
            ? [.. sent.EnumerateArray().Select(model => model.ValueKind == JsonValueKind.String ? model.GetString()! : "")]
            : [];
        if (models.Length is 0 or > MaxModels || models.Any(string.IsNullOrEmpty))
        {
            faults.Add("value", [Models], string.Create(CultureInfo.InvariantCulture, $"models must be an array of 1 to {MaxModels} names"));
        }
        else if (models.Select(Identity).Distinct(StringComparer.OrdinalIgnoreCase).Count() < models.Length)
        {
            faults.Add("value", [Models], "models names one model twice");
        }

        return models;
    }
}
