namespace Tollama.Cli.Terminal.Charts;

/// <summary>What a <see cref="ForecastChart"/> shows.</summary>
internal sealed record ChartData
{
    /// <summary>The observed values, oldest first; NaN is a gap. May be empty.</summary>
    public required IReadOnlyList<double> History { get; init; }

    /// <summary>The point forecast, at least one step.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>The lower edge of the band, as long as <see cref="Mean"/>; empty for no band.</summary>
    public IReadOnlyList<double> Low { get; init; } = [];

    /// <summary>The upper edge of the band, as long as <see cref="Low"/>.</summary>
    public IReadOnlyList<double> High { get; init; } = [];

    /// <summary>When the history starts.</summary>
    public string FirstLabel { get; init; } = "";

    /// <summary>The first future step.</summary>
    public string ForecastLabel { get; init; } = "";

    /// <summary>The last future step.</summary>
    public string LastLabel { get; init; } = "";

    /// <summary>What the band is: <c>0.1 to 0.9</c>.</summary>
    public string BandLabel { get; init; } = "";

    /// <summary>History and forecast steps together.</summary>
    public int Count => History.Count + Mean.Count;

    /// <summary>Every finite value that must have room.</summary>
    public IEnumerable<double> AllValues => History.Concat(Mean).Concat(Low).Concat(High).Where(double.IsFinite);
}
