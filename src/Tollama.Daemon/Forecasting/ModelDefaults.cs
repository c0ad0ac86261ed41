using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Catalog;
using Tollama.Core.Json;
using Tollama.Core.Validation;
using Tollama.Store;

namespace Tollama.Daemon.Forecasting;

/// <summary>The defaults that a model's manifest has: some are the request's, the others are options of its family.</summary>
internal static class ModelDefaults
{
    private static readonly string[] OfRequests = [ModelParameters.Horizon, ModelParameters.Quantiles, ModelParameters.Frequency];

    /// <summary>The defaults of a request to a model; <see langword="null"/> if the name is none, or none is installed.</summary>
    internal static RequestDefaults? Find(ModelStore store, string model)
    {
        JsonObject? options = ModelName.TryParse(model, out ModelName? name) ? store.Find(name)?.Manifest.Options : null;
        return options is null ? null : new RequestDefaults
        {
            Horizon = options[ModelParameters.Horizon]?.GetValue<int>(),
            Quantiles = options[ModelParameters.Quantiles] is JsonArray levels ? [.. levels.Select(level => level!.GetValue<double>())] : null,
            Freq = options[ModelParameters.Frequency]?.GetValue<string>(),
        };
    }

    /// <summary>The options that a runner gets when it loads the model.</summary>
    internal static JsonElement? OfFamily(InstalledModel model)
    {
        JsonObject options = (JsonObject?)model.Manifest.Options?.DeepClone() ?? [];
        foreach (string name in OfRequests)
        {
            options.Remove(name);
        }

        return options.Count == 0 ? null : JsonSerializer.SerializeToElement(options, TollamaJsonContext.Default.JsonObject);
    }
}
