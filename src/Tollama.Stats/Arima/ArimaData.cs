using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A series and its regressors, differenced: what the likelihood of a model of these differences looks at.</summary>
internal sealed class ArimaData
{
    private ArimaData(int differences, int seasonalDifferences, int season)
    {
        Differences = differences;
        SeasonalDifferences = seasonalDifferences;
        Season = season;
    }

    /// <summary>How often the series was differenced.</summary>
    public int Differences { get; }

    /// <summary>How often the series was differenced at the season.</summary>
    public int SeasonalDifferences { get; }

    /// <summary>The season; 1 for none.</summary>
    public int Season { get; }

    /// <summary>The series, not differenced.</summary>
    public required double[] Levels { get; init; }

    /// <summary>Which values were observed.</summary>
    public required bool[] Observed { get; init; }

    /// <summary>The differenced series, then its differenced regressors, then the differenced constant if one is possible.</summary>
    public required double[][] Columns { get; init; }

    /// <summary>The same, not differenced.</summary>
    public required double[][] LevelColumns { get; init; }

    /// <summary>How many regressors there are besides the constant.</summary>
    public required int RegressorCount { get; init; }

    /// <summary>Whether a constant, the mean or the drift, can be estimated.</summary>
    public bool AllowsConstant => Differences + SeasonalDifferences <= 1;

    /// <summary>How many values the differenced series has.</summary>
    public int Length => Columns[0].Length;

    /// <summary>How many values the likelihood counts.</summary>
    public required int Count { get; init; }

    /// <summary>Whether a value is missing.</summary>
    public required bool HasGaps { get; init; }

    /// <summary>Whether the series never touches 0, its level included that was taken off.</summary>
    public required bool KeepsSign { get; init; }

    /// <summary>Differences a history.</summary>
    public static ArimaData From(
        History history, IReadOnlyList<double[]> regressors, int differences, int seasonalDifferences, int season, WorkMeter meter) =>
        From(history.Values, history.Observed, regressors, differences, seasonalDifferences, season, meter, history.KeepsSign);

    /// <summary>Differences a series.</summary>
    public static ArimaData From(
        double[] levels, bool[] observed, IReadOnlyList<double[]> regressors, int differences, int seasonalDifferences, int season, WorkMeter meter, bool keepsSign = false)
    {
        meter.Spend(4L * levels.Length);
        List<double[]> columns = [levels, .. regressors];
        if (differences + seasonalDifferences <= 1)
        {
            columns.Add(Constant(levels.Length, differences + seasonalDifferences));
        }

        int lost = differences + (seasonalDifferences * season);
        return new ArimaData(differences, seasonalDifferences, season)
        {
            Levels = levels,
            Observed = observed,
            LevelColumns = [.. columns],
            Columns = [.. columns.Select(column => Differencing.Apply(column, differences, seasonalDifferences, season, meter))],
            RegressorCount = regressors.Count,
            Count = observed.AsSpan().Count(true) - lost,
            KeepsSign = keepsSign,
            HasGaps = observed.AsSpan().Contains(false),
        };
    }

    /// <summary>The column whose coefficient is the mean (no difference) or the drift for each step.</summary>
    public static double[] Constant(int length, int differences, int first = 1) =>
        [.. Enumerable.Range(first, length).Select(time => differences == 0 ? 1.0 : time)];
}
