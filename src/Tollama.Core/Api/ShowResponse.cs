using System.Text.Json.Nodes;

namespace Tollama.Core.Api;

/// <summary>All that is known of an installed model.</summary>
public sealed record ShowResponse
{
    /// <summary>The shortest name.</summary>
    public required string Name { get; init; }

    /// <summary>The same.</summary>
    public required string Model { get; init; }

    /// <summary>The runner family.</summary>
    public required string Family { get; init; }

    /// <summary>The licence: its identifier and text.</summary>
    public required string License { get; init; }

    /// <summary>The licence as an object.</summary>
    public required LicenseInfo LicenseInfo { get; init; }

    /// <summary>The model as a Modelfile.</summary>
    public required string Modelfile { get; init; }

    /// <summary>Default options, a <c>key   value</c> line each.</summary>
    public required string Parameters { get; init; }

    /// <summary>Empty: forecasting has no prompt template.</summary>
    public string Template { get => field ?? ""; init; }

    /// <summary>Empty: forecasting has no system prompt.</summary>
    public string System { get => field ?? ""; init; }

    /// <summary>What it is.</summary>
    public required ModelDetails Details { get; init; }

    /// <summary><c>general.architecture</c>, <c>general.parameter_count</c>, context length, horizon, quantile levels.</summary>
    public required JsonObject ModelInfo { get; init; }

    /// <summary>What it can do.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>When it was installed, ISO 8601 in UTC.</summary>
    public required string ModifiedAt { get; init; }

    /// <summary>The sha256 of its manifest.</summary>
    public required string Digest { get; init; }

    /// <summary>The size of its files, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ModelSource Source { get; init; }

    /// <summary>How it came to this machine.</summary>
    public ModelOrigin? Origin { get; init; }

    /// <summary>What to know of the model; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>One line for people.</summary>
    public string? Description { get; init; }

    /// <summary>The options that its requests may have. What a Modelfile set is the default.</summary>
    public IReadOnlyList<ModelOption>? Options { get; init; }

    /// <summary>The tensors of its weights, by name; only when asked for with <c>verbose</c>, and only of a model that has weights.</summary>
    public IReadOnlyList<TensorInfo>? Tensors { get; init; }
}
