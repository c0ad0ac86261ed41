using System.Text.Json.Nodes;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Whether the facts of a model can be used: shown, and planned a request with.</summary>
internal static class ConfigCheck
{
    private const int MaxLevels = 1000;

    private const int MaxName = 256;

    private const int MaxText = 16 << 10;

    private const int MaxItems = 64;

    /// <summary>What is wrong; <see langword="null"/> if nothing is.</summary>
    public static string? FaultOf(ModelManifest config) =>
        FaultOfTexts(config)
        ?? FaultOfNumbers(config)
        ?? FaultOfOptions(config.Options);

    private static string? FaultOfTexts(ModelManifest config)
    {
        (string Field, string? Text)[] names =
        [
            ("name", config.Name), ("family", config.Family), ("variant", config.Variant), ("architecture", config.Architecture), ("from", config.From),
            ("source.type", config.Source.Type), ("source.repo_id", config.Source.RepoId), ("source.revision", config.Source.Revision),
            ("source.reference", config.Source.Reference), ("license.type", config.License.Type),
        ];
        string? tooLong = names.FirstOrDefault(item => item.Text?.Length > MaxName).Field
            ?? (config.Description?.Length > MaxText ? "description" : config.License.Url?.Length > MaxText ? "license.url" : null);
        return tooLong is not null ? $"its {tooLong} is too long"
            : config.Family.Length == 0 ? "its family is empty"
            : config.Capabilities.Count > MaxItems || config.Capabilities.Any(item => item is null || item.Length > MaxName) ? "its capabilities are not a list of names"
            : null;
    }

    private static string? FaultOfNumbers(ModelManifest config) =>
        config.ParameterCount < 0 ? "its parameter_count is less than 0"
        : config.ContextLength < 1 ? "its context_length is less than 1"
        : config.MaxHorizon < 1 ? "its max_horizon is less than 1"
        : config.QuantileLevels is { } levels && (levels.Count > MaxLevels || levels.Any(level => level is not (> 0 and < 1))) ? "its quantile_levels are not levels between 0 and 1"
        : null;

    // Options are read when they are asked for, so that reading them once shows what a request would meet.
    private static string? FaultOfOptions(JsonObject? options)
    {
        try
        {
            foreach ((string key, JsonNode? value) in options ?? [])
            {
                ModelParameters.Read(key, value);
            }

            return null;
        }
        catch (TollamaException fault)
        {
            return $"its options cannot be used: {fault.Message}";
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            return "its options have a text that is not valid Unicode, or a name twice";
        }
    }
}
