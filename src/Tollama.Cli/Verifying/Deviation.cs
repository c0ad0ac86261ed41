using System.Globalization;
using Tollama.Core.Api;

namespace Tollama.Cli.Verifying;

/// <summary>How far a forecast is from its reference.</summary>
/// <param name="Relative">The largest difference over the largest absolute value of the reference; infinite where something is missing or no number.</param>
/// <param name="Tolerance">How large it may be.</param>
internal sealed record Deviation(double Relative, double Tolerance)
{
    private const double UsualTolerance = 1e-4;

    public bool IsWithin => Relative <= Tolerance;

    /// <summary>The deviation of a case. Quantiles are compared in ascending order, step by step: an answer's never cross, those of a network may.</summary>
    public static Deviation Of(ReferenceCase reference, SeriesForecastData forecast)
    {
        string[] levels = [.. reference.Quantiles.Keys.OrderBy(level => double.Parse(level, CultureInfo.InvariantCulture))];
        double[][] expected = Ascending([.. levels.Select(level => reference.Quantiles[level])]);
        List<(double[]? Found, double[] Expected)> rows = [.. levels.Select((level, index) => (forecast.Quantiles?.GetValueOrDefault(level), expected[index]))];
        if (reference.Mean is { } mean)
        {
            rows.Add((forecast.Mean, [.. mean]));
        }

        double scale = Math.Max(rows.Max(row => row.Expected.Max(Math.Abs)), double.Epsilon);
        return new Deviation(rows.Max(row => Farthest(row.Found, row.Expected)) / scale, reference.Tolerance ?? UsualTolerance);
    }

    private static double[][] Ascending(double[][] rows)
    {
        double[][] ascending = [.. rows.Select(row => new double[row.Length])];
        for (int step = 0; step < (rows.Length > 0 ? rows[0].Length : 0); step++)
        {
            double[] values = [.. rows.Select(row => row[step]).Order()];
            for (int level = 0; level < values.Length; level++)
            {
                ascending[level][step] = values[level];
            }
        }

        return ascending;
    }

    private static double Farthest(double[]? found, double[] expected) =>
        found is null || found.Length != expected.Length || Array.Exists(found, double.IsNaN)
            ? double.PositiveInfinity
            : found.Zip(expected, (one, other) => Math.Abs(one - other)).Max();
}
