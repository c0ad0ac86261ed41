namespace Tollama.Cli.Terminal.Charts;

/// <summary>What a <see cref="LineChart"/> shows: values in their order, with a band around them and marks on some.</summary>
internal sealed record LineChartData
{
    /// <summary>The values; NaN is a gap.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The lower edge of the band, as long as <see cref="Values"/>, NaN where there is none; empty for no band.</summary>
    public IReadOnlyList<double> Low { get; init; } = [];

    /// <summary>The upper edge of the band, as long as <see cref="Low"/>.</summary>
    public IReadOnlyList<double> High { get; init; } = [];

    /// <summary>The positions of values that are marked.</summary>
    public IReadOnlySet<int> Marks { get; init; } = new HashSet<int>();

    /// <summary>When the first value is; empty for no line of dates.</summary>
    public string FirstLabel { get; init; } = "";

    /// <summary>When the last value is.</summary>
    public string LastLabel { get; init; } = "";

    /// <summary>What is shown, below the dates; empty for nothing.</summary>
    public string Legend { get; init; } = "";
}
