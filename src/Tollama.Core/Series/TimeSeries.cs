using System.Text.Json;
using Tollama.Core.Frequencies;

namespace Tollama.Core.Series;

/// <summary>One series: its values, when they were observed, and what is known beside them.</summary>
/// <remarks>
/// The one type of a series, from a request or a table to the model. As it is read, its time stamps may be in any order and with gaps; a model gets one whose
/// steps are regular.
/// </remarks>
public sealed record TimeSeries
{
    private static readonly Dictionary<string, JsonElement> NoConstants = [];

    /// <summary>The series' name, unique in its panel.</summary>
    public required string Id { get; init; }

    /// <summary>The cells of the id columns of a table, by the column, in their order; <see langword="null"/> for a series that has only a name.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The observed values, oldest first. Never infinite.</summary>
    public required NumberColumn Target { get; init; }

    /// <summary>The time between two values; <see langword="null"/> when it is not known.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>The frequency as it was written: <c>monthly</c>; its canonical name when nobody wrote it.</summary>
    public string? Freq { get => field ?? Frequency?.Name; init; }

    /// <summary>When each value was observed, as many as there are values; <see langword="null"/> for a series that is merely numbered.</summary>
    public IReadOnlyList<Timestamp>? Times { get; init; }

    /// <summary>
    /// The steps to forecast, in the form of <see cref="Times"/>; <see langword="null"/> when they are not known, or are simply the numbers that follow.
    /// Of a series that was just read: the stamps of the future of its covariates, which need not be all steps.
    /// </summary>
    public IReadOnlyList<Timestamp>? FutureTimes { get; init; }

    /// <summary>What is known beside the values, each name once.</summary>
    public IReadOnlyList<Covariate> Covariates { get; init; } = [];

    /// <summary>Covariates that do not change with time, as they were sent.</summary>
    public IReadOnlyDictionary<string, JsonElement> StaticCovariates { get; init; } = NoConstants;

    /// <summary>What happened in the steps to forecast, one value a step; only for measuring the forecast, no model sees it. Mostly <see langword="null"/>.</summary>
    public NumberColumn? Actuals { get; init; }

    /// <summary>The number of values, missing ones included.</summary>
    public int Length => Target.Length;
}
