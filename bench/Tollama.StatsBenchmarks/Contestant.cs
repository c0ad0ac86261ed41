using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>A model of the stats family under test, called as the runner calls it.</summary>
/// <param name="Name">The model's name, optionally followed by @period, @frequency or @none, or by @alone: auto without its network.</param>
internal sealed record Contestant(string Name)
{
    private const string ByPeriod = "@period";
    private const string ByNothing = "@none";
    private const string WithoutNetwork = "@alone";

    /// <summary>
    /// Whether the model is told the competition's period, as R was, or the frequency, as a user would. The latter for models that look for seasons themselves.
    /// </summary>
    private bool UsesPeriod => Name.EndsWith(ByPeriod, StringComparison.Ordinal)
        || !(Name.Contains('@', StringComparison.Ordinal) || Name.StartsWith("auto:", StringComparison.Ordinal) || Name == "auto");

    /// <summary>The levels that it is asked for; those of <see cref="Scoring"/> by default.</summary>
    public IReadOnlyList<double> Levels { get; init; } = Scoring.Levels;

    /// <summary>Whether it is asked how errors last; false by default.</summary>
    public bool WantsErrorWeights { get; init; }

    /// <summary>The model's name.</summary>
    public string Model => Name.Split('@')[0];

    /// <summary>Forecasts every series, each alone.</summary>
    /// <param name="series">The series.</param>
    /// <param name="threads">How many at once.</param>
    /// <param name="horizonTimes">How many times as long as the test part the forecast is.</param>
    public (SeriesForecast Forecast, TimeSpan Time)[] Forecast(IReadOnlyList<CompetitionSeries> series, int threads, int horizonTimes = 1)
    {
        IForecastModel model = new StatsFamily(TimeProvider.System, AutoNetwork.Member).Load(new ModelReference { Family = "stats", Model = Model }, CancellationToken.None);
        (SeriesForecast, TimeSpan)[] results = new (SeriesForecast, TimeSpan)[series.Count];
        Parallel.For(0, series.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
        {
            ForecastTask task = Task(series[index], horizonTimes);
            long start = Stopwatch.GetTimestamp();
            SeriesOutcome outcome = model.Forecast(task, null, CancellationToken.None)[0];
            results[index] = (outcome.Forecast ?? throw outcome.Error!, Stopwatch.GetElapsedTime(start));
        });
        return results;
    }

    private ForecastTask Task(CompetitionSeries series, int horizonTimes)
    {
        bool isBare = Name.EndsWith(ByNothing, StringComparison.Ordinal);
        string? frequency = UsesPeriod || isBare ? null : series.Frequency;
        IReadOnlyList<int> seasons = isBare || frequency is not null ? [] : UsesPeriod ? [series.Season] : series.Seasons;
        return new ForecastTask
        {
            Panel = new Panel(
                [new TimeSeries { Id = series.Id, Target = series.Train, Frequency = frequency is null ? null : Frequency.Parse(frequency) }],
                horizonTimes * series.Test.Length),
            QuantileLevels = Levels,
            WantsErrorWeights = WantsErrorWeights,
            Options = Options(seasons),
        };
    }

    private JsonElement? Options(IReadOnlyList<int> seasons)
    {
        JsonObject options = [];
        if (seasons.Count > 0)
        {
            options["season_length"] = new JsonArray([.. seasons.Select(season => JsonValue.Create(season))]);
        }

        if (Name.EndsWith(WithoutNetwork, StringComparison.Ordinal))
        {
            options["network"] = false;
        }

        return options.Count == 0 ? null : JsonElement.Parse(options.ToJsonString());
    }
}
