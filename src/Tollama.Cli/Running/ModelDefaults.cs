using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Api;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>Defaults that a model was created with stand before the command line's own, and behind what was typed.</summary>
internal static class ModelDefaults
{

    /// <summary>The arguments with the model's horizon and quantile levels where none were typed.</summary>
    public static RunArguments Settle(RunArguments arguments, ShowResponse model)
    {
        Dictionary<string, string> parameters = [];
        foreach (string[] words in model.Parameters.Split('\n').Select(line => line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (words.Length == 2)
            {
                parameters[words[0]] = words[1];
            }
        }

        return arguments with
        {
            // What a card does not say is not known: then the model is asked.
            HasBand = model.Capabilities.Count == 0 || arguments.Request.Intervals == IntervalSource.Conformal || model.Capabilities.Contains(RequestFields.Quantiles.Name),
            Request = arguments.Request with
            {
                Horizon = arguments.Request.Horizon ?? HorizonOf(parameters.GetValueOrDefault(RequestFields.Horizon.Name)),
                Quantiles = arguments.Request.Quantiles ?? LevelsOf(parameters.GetValueOrDefault(RequestFields.Quantiles.Name)),
            },
        };
    }

    private static int? HorizonOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int horizon) && horizon > 0 ? horizon : null;

    private static IReadOnlyList<double>? LevelsOf(string? json)
    {
        try
        {
            return json is not null && JsonNode.Parse(json) is JsonArray levels ? [.. levels.Select(level => level!.GetValue<double>())] : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
