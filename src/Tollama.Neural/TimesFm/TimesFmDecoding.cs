namespace Tollama.Neural;

/// <summary>What the network says about one sequence: for each step the mean and then the quantiles.</summary>
internal sealed record TimesFmDecoding
{
    /// <summary>The forecast: a row of channels a step.</summary>
    public required double[][] Forecast { get; init; }

    /// <summary>What the head of quantiles says about the first steps.</summary>
    public required double[][] QuantileHead { get; init; }

    /// <summary>What every patch but the last said about the values after it; empty unless asked for.</summary>
    public required double[][] Backcast { get; init; }
}
