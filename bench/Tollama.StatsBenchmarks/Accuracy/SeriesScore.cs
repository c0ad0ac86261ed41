namespace Tollama.StatsBenchmarks;

/// <summary>The errors of one forecast.</summary>
internal sealed record SeriesScore
{
    public required double Smape { get; init; }

    /// <summary>The sMAPE of each point, for the mean over all points of a group.</summary>
    public required double[] PointSmape { get; init; }

    public required double Mase { get; init; }

    public required double Mape { get; init; }

    public required double Rmsse { get; init; }

    public required double Msis { get; init; }

    /// <summary>The share of actual values inside the 95 % interval.</summary>
    public required double Coverage { get; init; }

    /// <summary>The share of actual values inside the 80 % interval.</summary>
    public required double Coverage80 { get; init; }

    /// <summary>How many values the method saw.</summary>
    public required int Length { get; init; }

    /// <summary>Twice the pinball losses of the levels 0.1 to 0.9, averaged over levels, summed over steps.</summary>
    public required double QuantileLoss { get; init; }

    /// <summary>The sum of the magnitudes of the actual values.</summary>
    public required double Magnitude { get; init; }
}
