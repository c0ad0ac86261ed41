namespace Tollama.Core.Requests;

/// <summary>How large a forecast request may be.</summary>
public sealed record RequestLimits
{
    /// <summary>No limits.</summary>
    public static RequestLimits None { get; } = new()
    {
        MaxSeries = int.MaxValue,
        MaxPoints = long.MaxValue,
        MaxHorizon = int.MaxValue,
        MaxQuantiles = int.MaxValue,
        MaxForecastValues = long.MaxValue,
    };

    /// <summary>The most series; 10,000 unless set.</summary>
    public int MaxSeries { get; init; } = 10_000;

    /// <summary>The most target values, all series together; 5 million unless set.</summary>
    public long MaxPoints { get; init; } = 5_000_000;

    /// <summary>The longest horizon; 10,000 steps unless set.</summary>
    public int MaxHorizon { get; init; } = 10_000;

    /// <summary>The most quantile levels; 100 unless set.</summary>
    public int MaxQuantiles { get; init; } = 100;

    /// <summary>The most forecast numbers in an answer (series x horizon x (1 + levels)); 20 million unless set.</summary>
    public long MaxForecastValues { get; init; } = 20_000_000;
}
