using System.Diagnostics;
using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>A model of the stats family under test, called as the runner calls it.</summary>
/// <param name="Name">The model's name, optionally followed by @period or @frequency.</param>
internal sealed record Contestant(string Name)
{
    private const string ByPeriod = "@period";
    private const string ByFrequency = "@frequency";

    /// <summary>
    /// Whether the model is told the competition's period, as R was, or the frequency, as a user would. The latter for models that look for seasons themselves.
    /// </summary>
    private bool UsesPeriod => Name.EndsWith(ByPeriod, StringComparison.Ordinal)
        || !(Name.EndsWith(ByFrequency, StringComparison.Ordinal) || Name.StartsWith("auto:", StringComparison.Ordinal) || Name == "auto");

    /// <summary>The levels that it is asked for; those of <see cref="Scoring"/> by default.</summary>
    public IReadOnlyList<double> Levels { get; init; } = Scoring.Levels;

    /// <summary>Whether it is asked how errors last; false by default.</summary>
    public bool WantsErrorWeights { get; init; }

    /// <summary>The model's name.</summary>
    public string Model => Name.Split('@')[0];

    /// <summary>Forecasts every series, each alone.</summary>
    /// <param name="series">The series.</param>
    /// <param name="threads">How many at once.</param>
    public (SeriesForecast Forecast, TimeSpan Time)[] Forecast(IReadOnlyList<CompetitionSeries> series, int threads)
    {
        IForecastModel model = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = Model }, CancellationToken.None);
        (SeriesForecast, TimeSpan)[] results = new (SeriesForecast, TimeSpan)[series.Count];
        Parallel.For(0, series.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
        {
            ForecastTask task = Task(series[index]);
            long start = Stopwatch.GetTimestamp();
            SeriesOutcome outcome = model.Forecast(task, null, CancellationToken.None)[0];
            results[index] = (outcome.Forecast ?? throw outcome.Error!, Stopwatch.GetElapsedTime(start));
        });
        return results;
    }

    private ForecastTask Task(CompetitionSeries series) => new()
    {
        Panel = new Panel(
            [
                new TimeSeries
                {
                    Id = series.Id,
                    Target = series.Train,
                    Frequency = !UsesPeriod && series.Frequency is string name ? Frequency.Parse(name) : null,
                },
            ],
            series.Test.Length),
        QuantileLevels = Levels,
        WantsErrorWeights = WantsErrorWeights,
        Options = UsesPeriod ? JsonElement.Parse($"{{\"season_length\":{series.Season}}}") : null,
    };
}
