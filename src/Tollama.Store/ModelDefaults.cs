using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Store;

/// <summary>The defaults that a model was made with: some are a request's, the others are options of its family.</summary>
public static class ModelDefaults
{
    private static readonly string[] OfRequests = [ModelParameters.Horizon, ModelParameters.Quantiles, ModelParameters.Frequency];

    /// <summary>What a request to the model has when it does not say it itself; <see langword="null"/> when the model was made without defaults.</summary>
    public static RequestDefaults? OfRequest(InstalledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return OfRequest(model.Manifest);
    }

    /// <summary>The options that a runner gets when it loads the model; <see langword="null"/> for none.</summary>
    public static JsonElement? OfFamily(InstalledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return OfFamily(model.Manifest);
    }

    internal static RequestDefaults? OfRequest(ModelManifest manifest) =>
        manifest.Options is not { } options ? null : new RequestDefaults
        {
            Horizon = options[ModelParameters.Horizon]?.GetValue<int>(),
            Quantiles = options[ModelParameters.Quantiles] is JsonArray levels ? [.. levels.Select(level => level!.GetValue<double>())] : null,
            Freq = options[ModelParameters.Frequency]?.GetValue<string>(),
        };

    internal static JsonElement? OfFamily(ModelManifest manifest)
    {
        JsonObject options = (JsonObject?)manifest.Options?.DeepClone() ?? [];
        foreach (string name in OfRequests)
        {
            options.Remove(name);
        }

        return options.Count == 0 ? null : JsonSerializer.SerializeToElement(options, TollamaJsonContext.Default.JsonObject);
    }
}
