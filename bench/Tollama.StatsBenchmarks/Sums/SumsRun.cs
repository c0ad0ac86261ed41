using System.Globalization;
using System.Text;
using Tollama.Core.Forecasting;
using Tollama.Core.Sampling;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>The intervals of sums for one model: by what the model says of its errors, by how its intervals grow, and by two extremes that tell what is at stake.</summary>
internal static class SumsRun
{
    private const int Paths = 1000;

    private static readonly double[] Levels = [0.025, 0.1, 0.9, 0.975];

    private static readonly (string Name, Func<SeriesForecast, double[]?> Weights)[] Ways =
    [
        ("by the model", forecast => forecast.ErrorWeights),
        ("by the growth", _ => null),
        ("independent", forecast => [1, .. new double[forecast.Mean.Length - 1]]),
    ];

    /// <summary>A table of the groups of a competition.</summary>
    public static string Of(string competition, string model, IReadOnlyList<CompetitionSeries> series)
    {
        (SeriesForecast Forecast, TimeSpan Time)[] results = new Contestant(model) { Levels = [.. SampleLevels.With([])], WantsErrorWeights = true }
            .Forecast(series, Environment.ProcessorCount);
        StringBuilder text = new();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{competition}, {model}: intervals of the sum over the horizon").AppendLine();
        text.AppendLine("| group | errors last | series | 80 % | 95 % | score of 80 % | score of 95 % |").AppendLine("|---|---|---:|---:|---:|---:|---:|");
        foreach (string group in series.Select(one => one.Group).Distinct())
        {
            int[] members = [.. Enumerable.Range(0, series.Count).Where(index => series[index].Group == group)];
            foreach ((string name, Func<SeriesForecast, double[]?> weights) in Ways)
            {
                (double Inside80, double Inside95, double Score80, double Score95)[] scores = new (double, double, double, double)[members.Length];
                Parallel.For(0, members.Length, place =>
                {
                    SeriesForecast forecast = results[members[place]].Forecast;
                    scores[place] = ScoreOf(series[members[place]], forecast with { ErrorWeights = weights(forecast) });
                });
                string cells = string.Join(
                    " | ",
                    ((double[])[scores.Average(one => one.Inside80), scores.Average(one => one.Inside95), scores.Average(one => one.Score80), scores.Average(one => one.Score95)])
                    .Select(value => value.ToString("0.000", CultureInfo.InvariantCulture)));
                text.AppendLine(CultureInfo.InvariantCulture, $"| {group} | {name} | {members.Length} | {cells} |");
            }
        }

        return text.ToString();
    }

    private static (double Inside80, double Inside95, double Score80, double Score95) ScoreOf(CompetitionSeries series, SeriesForecast forecast)
    {
        double[] quantiles = PathSampler.Draw(series.Id, forecast, new SampleSettings { Paths = Paths })
            .SumQuantiles(0, series.Test.Length, Levels);
        double actual = series.Test.Sum(), scale = Scoring.Scale(series, Math.Abs) * series.Test.Length;
        return (Inside(quantiles[1], quantiles[2]), Inside(quantiles[0], quantiles[3]), Score(quantiles[1], quantiles[2], 0.2), Score(quantiles[0], quantiles[3], 0.05));

        double Inside(double low, double high) => actual >= low && actual <= high ? 1 : 0;
        double Score(double low, double high, double alpha) =>
            (high - low + (2 / alpha * (Math.Max(low - actual, 0) + Math.Max(actual - high, 0)))) / scale;
    }
}
