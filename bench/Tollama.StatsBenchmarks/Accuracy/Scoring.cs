using Tollama.Core.Forecasting;

namespace Tollama.StatsBenchmarks;

/// <summary>Scores a forecast as the competitions do.</summary>
/// <remarks>
/// sMAPE: Makridakis and Hibon 2000; MASE: Hyndman and Koehler 2006, scaled by the seasonal naive method within the training part (M4: lag 1 for years, weeks
/// and days); RMSSE: M5; MSIS: Gneiting and Raftery 2007 as in M4; quantile loss: GIFT-Eval's mean weighted sum quantile loss.
/// </remarks>
internal static class Scoring
{
    /// <summary>The levels that a forecast must have for scoring.</summary>
    public static readonly double[] Levels = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975];

    private const double Alpha = 0.05;

    public static SeriesScore Score(CompetitionSeries series, SeriesForecast forecast)
    {
        double[] actual = series.Test;
        int steps = actual.Length;
        double scale = Scale(series, Math.Abs);
        double squareScale = Scale(series, difference => difference * difference);
        double[] low = forecast.Quantiles[0];
        double[] high = forecast.Quantiles[^1];
        double[] errors = [.. actual.Zip(forecast.Mean, (y, f) => y - f)];
        double[] smape = [.. actual.Zip(forecast.Mean, (y, f) => y == f ? 0 : 200 * Math.Abs(y - f) / (Math.Abs(y) + Math.Abs(f)))];
        double[] low80 = forecast.Quantiles[1];
        double[] high80 = forecast.Quantiles[^2];
        double width = 0, inside = 0, inside80 = 0, loss = 0;
        for (int step = 0; step < steps; step++)
        {
            double y = actual[step];
            width += high[step] - low[step] + (2 / Alpha * (Math.Max(low[step] - y, 0) + Math.Max(y - high[step], 0)));
            inside += y >= low[step] && y <= high[step] ? 1 : 0;
            inside80 += y >= low80[step] && y <= high80[step] ? 1 : 0;
            for (int level = 1; level < Levels.Length - 1; level++)
            {
                double difference = y - forecast.Quantiles[level][step];
                loss += 2 * Math.Max(Levels[level] * difference, (Levels[level] - 1) * difference) / (Levels.Length - 2);
            }
        }

        return new SeriesScore
        {
            Smape = smape.Average(),
            PointSmape = smape,
            Mase = errors.Average(Math.Abs) / scale,
            Mape = 100 * errors.Zip(actual, (error, y) => Math.Abs(error / y)).Average(),
            Rmsse = Math.Sqrt(errors.Average(error => error * error) / squareScale),
            Msis = width / steps / scale,
            Coverage = inside / steps,
            Coverage80 = inside80 / steps,
            Length = series.Train.Length,
            QuantileLoss = loss,
            Magnitude = actual.Sum(Math.Abs),
        };
    }

    /// <summary>The mean size of the changes over a season within the training part.</summary>
    public static double Scale(CompetitionSeries series, Func<double, double> size)
    {
        double sum = 0;
        for (int index = series.Season; index < series.Train.Length; index++)
        {
            sum += size(series.Train[index] - series.Train[index - series.Season]);
        }

        return sum / (series.Train.Length - series.Season);
    }
}
