namespace Tollama.Core.Imputation;

/// <summary>How missing values are filled.</summary>
public sealed record ImputationSettings
{
    /// <summary>What chooses by the series: <c>auto</c>.</summary>
    public const string Auto = "auto";

    /// <summary>The seasons of a decomposition, and the smoothed state of the rest: <c>seasonal</c>.</summary>
    public const string Seasonal = "seasonal";

    /// <summary>The smoothed state of an ARIMA model: <c>arima</c>.</summary>
    public const string Arima = "arima";

    /// <summary>Exponential smoothing from both sides: <c>ets</c>.</summary>
    public const string Ets = "ets";

    /// <summary>How many of a hundred values an interval holds when nobody says how many: 95.</summary>
    public const double UsualLevel = 95;

    /// <summary>The ways that there are.</summary>
    public static IReadOnlyList<string> Models { get; } = [Auto, Seasonal, Arima, Ets];

    /// <summary>The way, one of <see cref="Models"/>; <see cref="Auto"/> by default.</summary>
    public string Model { get => field ?? Auto; init; } = Auto;

    /// <summary>How many of a hundred values an interval holds, between 0 and 100; <see cref="UsualLevel"/> by default.</summary>
    public double Level { get; init; } = UsualLevel;

    /// <summary>The seasons, each at least 1; looked for when <see langword="null"/>, the default.</summary>
    public IReadOnlyList<int>? SeasonLengths { get; init; }

    /// <summary>Whether nothing below 0 is filled in; <see langword="null"/> (the default): not where no observed value is negative.</summary>
    public bool? NonNegative { get; init; }
}
