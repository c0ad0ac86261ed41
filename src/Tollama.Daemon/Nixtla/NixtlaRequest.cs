using System.Text.Json;

namespace Tollama.Daemon.Nixtla;

/// <summary>A request as Nixtla's clients send it, read and checked. What is <see langword="null"/> was not sent, or sent as null.</summary>
internal sealed record NixtlaRequest
{
    /// <summary>The series.</summary>
    internal PackedSeries Series { get; init; } = new();

    /// <summary>The model, in Nixtla's words or ours.</summary>
    internal string? Model { get; init; }

    /// <summary>The time between two values, in pandas' or polars' words.</summary>
    internal string? Freq { get; init; }

    /// <summary>How many steps are forecast; at least 1.</summary>
    internal int? Horizon { get; init; }

    /// <summary>The intervals that are asked for, each text once, in the order in which they were sent; empty for none.</summary>
    internal IReadOnlyList<AskedLevel> Levels { get; init; } = [];

    /// <summary>How many windows a cross validation has; at least 1.</summary>
    internal int? Windows { get; init; }

    /// <summary>How many values lie between two windows; at least 1.</summary>
    internal int? StepSize { get; init; }

    /// <summary>How many values at the end of each series are judged; at least 1.</summary>
    internal int? DetectionSize { get; init; }

    /// <summary>The positions in <see cref="PackedSeries.X"/> of features that are not known in the future; <see langword="null"/> for none.</summary>
    internal IReadOnlySet<int>? Historic { get; init; }

    /// <summary>Whether the fit to the history is asked for.</summary>
    internal bool FullHistory { get; init; }

    /// <summary>Whether it is asked what each feature adds to the forecast.</summary>
    internal bool FeatureContributions { get; init; }

    /// <summary>Whether the series may look at each other.</summary>
    internal bool Multivariate { get; init; }

    /// <summary>False where features are not to be taken out of the series first.</summary>
    internal bool CleanExFirst { get; init; } = true;

    /// <summary>False where a window need not be fitted anew.</summary>
    internal bool Refit { get; init; } = true;

    /// <summary>How many steps of fine-tuning are asked for.</summary>
    internal int FinetuneSteps { get; init; }

    /// <summary>The fine-tuned model that is asked for.</summary>
    internal string? FinetunedModelId { get; init; }

    /// <summary>How anomalies of several series are told: <c>univariate</c>, <c>multivariate</c>.</summary>
    internal string? ThresholdMethod { get; init; }

    /// <summary>Options of the model, a JSON object.</summary>
    internal JsonElement? ModelParameters { get; init; }

    /// <summary>How many sample paths; at least 1.</summary>
    internal int? Paths { get; init; }

    /// <summary>The seed of sample paths.</summary>
    internal long? Seed { get; init; }

    /// <summary>After how many seconds a job is to end; above 0.</summary>
    internal double? JobSeconds { get; init; }

    /// <summary>Fields that nobody reads.</summary>
    internal IReadOnlyList<string> Unknown { get; init; } = [];
}
