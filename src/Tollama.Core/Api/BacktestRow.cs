using System.Text.Json.Serialization;

namespace Tollama.Core.Api;

/// <summary>The measures of one model in a backtest: over all series and windows, or over a part of them.</summary>
/// <remarks>On the wire the measures stand beside the other fields: <c>{"model": "auto", "mase": 0.83, "coverage_80": 0.81, "rank": 1.4}</c>.</remarks>
[JsonConverter(typeof(BacktestRowConverter))]
public sealed record BacktestRow
{
    /// <summary>The model, as it was named.</summary>
    public required string Model { get; init; }

    /// <summary>The series that the row is about; <see langword="null"/> for all.</summary>
    public string? Series { get; init; }

    /// <summary>The step of the horizon that the row is about, from 1; <see langword="null"/> for all.</summary>
    public int? Step { get; init; }

    /// <summary>The window that the row is about, the oldest 1; <see langword="null"/> for all.</summary>
    public int? Window { get; init; }

    /// <summary>The column of ids whose value the row is about, with the value: <c>store=north</c>; <see langword="null"/> for all.</summary>
    public string? Group { get; init; }

    /// <summary>
    /// The measures by name. <c>mae mape mase pinball rmse rmsse smape wape bias crps</c>; <c>coverage_80</c> and <c>msis_80</c> for each level; <c>skill</c>, 1 less the ratio of
    /// <c>mase</c> to that of the seasonal naive forecast; <c>rank</c>, the mean over series of the rank among the models, 1 the best; <c>relative_mae</c>, the geometric mean over series of
    /// the ratio to the seasonal naive forecast; with <c>_se</c> behind its name, a measure's standard error over series; <c>seconds</c>. What is not defined is absent.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Measures { get; init; }

    /// <summary>The models that it is better than by more than the error of the difference; <see langword="null"/> in a row about a part.</summary>
    public IReadOnlyList<string>? BetterThan { get; init; }
}
