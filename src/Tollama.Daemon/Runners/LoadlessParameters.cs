using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Json;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>The parameters of a forecast for a runner without <c>load</c>: the model has the name that the runner knows, and its options stand in the request.</summary>
internal static class LoadlessParameters
{
    /// <summary>The parameters.</summary>
    /// <param name="parameters">What every runner gets.</param>
    /// <param name="load">What another runner would have been told when it loaded the model.</param>
    internal static ForecastParams Of(ForecastParams parameters, LoadParams load) =>
        new(parameters.Request with { Model = load.Variant ?? load.Model, Options = Options(load.Options, parameters.Request.Options) });

    /// <summary>The options of the model under those of the request.</summary>
    private static JsonElement? Options(JsonElement? model, JsonElement? request)
    {
        if (model is not { } ours || request is not { } theirs)
        {
            return request ?? model;
        }

        JsonObject both = JsonObject.Create(ours)!;
        foreach (JsonProperty option in theirs.EnumerateObject())
        {
            both[option.Name] = JsonNode.Parse(option.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(both, TollamaJsonContext.Default.JsonObject);
    }
}
