using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Numerics.LinearAlgebra;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>What covariates bring: the same model without them, behind plain least squares, and behind the regression of this product.</summary>
internal static class CovariatesCommand
{
    private const int Horizon = 14;
    private const int SeriesCount = 100;
    private const int Season = 7;

    private static readonly string[] Models = ["naive", "theta", "ets", "auto:fast", "auto", "auto-arima"];

    public static Command Create()
    {
        Command command = new("covariates", "What covariates bring on synthetic days.");
        command.SetAction(parsed => Run(parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(TextWriter output)
    {
        output.WriteLine("| series | model | without | least squares | regression | 80 % covers, without | with | ms a series, without | with |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (SyntheticDays days in SyntheticDays.All)
        {
            (TimeSeries Series, double[] Actual)[] data = [.. Enumerable.Range(0, SeriesCount).Select(seed => Draw(days, seed))];
            foreach (string model in Models)
            {
                output.WriteLine(Row(days.Name, model, data));
            }
        }
    }

    private static (TimeSeries Series, double[] Actual) Draw(SyntheticDays days, int seed)
    {
        (double[][] covariates, double[] values) = days.Draw(new Random(seed), days.Length + Horizon);
        TimeSeries series = new()
        {
            Id = seed.ToString(CultureInfo.InvariantCulture),
            Target = values[..days.Length],
            Frequency = Frequency.TryParse("D", out Frequency? day) ? day : null,
            Covariates = [.. covariates.Select((column, index) => Covariate.Whole($"x{index}", NumberColumn.Of(column), days.Length))],
        };
        return (series, values[days.Length..]);
    }

    private static string Row(string days, string name, (TimeSeries Series, double[] Actual)[] data)
    {
        StatsFamily family = new(TimeProvider.System);
        ModelReference reference = new() { Family = family.Name, Model = name };
        IForecastModel bare = family.Load(reference, CancellationToken.None);
        IForecastModel regressed = new CovariateRegressionFamily(family, clampsByDefault: true).Load(reference, CancellationToken.None);
        TimeSeries[] series = [.. data.Select(one => one.Series)];
        TimeSeries[] without = [.. series.Select(one => one with { Covariates = [] })];

        (SeriesForecast[] alone, double time) = Forecast(bare, without);
        (SeriesForecast[] with, double timeWith) = Forecast(regressed, series);
        double[][] effects = [.. series.Select(LeastSquares)];
        TimeSeries Subtract(TimeSeries one, double[] explained) => one with { Target = [.. one.Target.Zip(explained, (value, effect) => value - effect)] };
        (SeriesForecast[] rests, _) = Forecast(bare, [.. without.Zip(effects, Subtract)]);
        double[][] plain = [.. rests.Select((rest, i) => rest.Mean.Zip(effects[i][^Horizon..], (mean, effect) => mean + effect).ToArray())];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {days} | {name} | {Mase(data, [.. alone.Select(one => one.Mean)]):0.000} | {Mase(data, plain):0.000} "
            + $"| {Mase(data, [.. with.Select(one => one.Mean)]):0.000} | {Coverage(data, alone):0.00} | {Coverage(data, with):0.00} "
            + $"| {time:0.00} | {timeWith:0.00} |");
    }

    private static (SeriesForecast[] Forecasts, double Milliseconds) Forecast(IForecastModel model, TimeSeries[] series)
    {
        ForecastTask task = new() { Panel = new Panel(series, Horizon), QuantileLevels = [0.1, 0.9] };
        model.Forecast(task, progress: null, CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<SeriesOutcome> outcomes = model.Forecast(task, progress: null, CancellationToken.None);
        return ([.. outcomes.Select(outcome => outcome.Forecast!)], Stopwatch.GetElapsedTime(start).TotalMilliseconds / series.Length);
    }

    // Level and covariates alone, as deviations from their means: what the regression would be without trend, season and correlated errors.
    private static double[] LeastSquares(TimeSeries series)
    {
        int length = series.Length;
        double[][] covariates = [.. series.Covariates.Select(one => (double[])[.. (NumberColumn)one.Past!, .. (NumberColumn)one.Future!])];
        double[] coefficients = new double[covariates.Length + 1];
        LinearRegression.Project(
            [Enumerable.Repeat(1.0, length).ToArray(), .. covariates.Select(covariate => covariate[..length])],
            coefficients.Length,
            [.. series.Target],
            coefficients);
        double[] means = [.. covariates.Select(covariate => covariate[..length].Average())];
        double EffectOn(int day) => covariates.Select((covariate, i) => coefficients[i + 1] * (covariate[day] - means[i])).Sum();
        return [.. Enumerable.Range(0, length + Horizon).Select(EffectOn)];
    }

    private static double Mase((TimeSeries Series, double[] Actual)[] data, double[][] means) => data.Zip(means, (one, mean) =>
    {
        double[] target = one.Series.Target.Values;
        double naive = Enumerable.Range(Season, target.Length - Season).Average(day => Math.Abs(target[day] - target[day - Season]));
        return one.Actual.Zip(mean, (actual, value) => Math.Abs(actual - value)).Average() / naive;
    }).Average();

    private static double Coverage((TimeSeries Series, double[] Actual)[] data, SeriesForecast[] forecasts) => data.Zip(forecasts, (one, forecast) =>
        one.Actual.Where((actual, step) => actual >= forecast.Quantiles[0][step] && actual <= forecast.Quantiles[1][step]).Count() / (double)Horizon).Average();
}
