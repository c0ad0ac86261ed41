using Tollama.Core.Errors;
using Tollama.Core.Imputation;
using Tollama.Core.Series;
using Tollama.Numerics.Distributions;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fills missing values with what the models of this family know of a series.</summary>
/// <remarks>
/// By default a series with seasons is filled by its seasons and the smoothed rest (<see cref="SeasonalImputation"/>), any other by the smoothed state of an ARIMA model
/// (<see cref="ArimaImputation"/>); docs/impute.md says how good that is, and where it is not.
/// </remarks>
public sealed class StatsImputer : ISeriesImputer
{
    // Fewer observed values tell of no season.
    private const int ValuesNeeded = 8;

    /// <inheritdoc />
    public SeriesImputation Impute(TimeSeries series, ImputationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(settings);
        if (!ImputationSettings.Models.Contains(settings.Model) || settings.Level is not (> 0 and < 100))
        {
            throw new TollamaException(ErrorCode.InvalidRequest, "The model or the level of an imputation is none.", "Send a model and a level that there are.");
        }

        WorkMeter meter = new(cancellationToken);
        double[] values = series.Target.Values;
        meter.Spend(4L * values.Length);
        History history = History.From(values, [], seasonsNeeded: 1, manySeasons: false, MissingValues.Interpolate, meter);
        if (!Array.Exists(values, double.IsNaN))
        {
            return new SeriesImputation { Id = series.Id, Method = "nothing is missing" };
        }

        int[] seasons = settings.SeasonLengths is { } given
            ? [.. given.Where(season => season > 1).Distinct().Order()]
            : history.ObservedCount < ValuesNeeded ? [] : [.. StatsAnalyzer.SeasonsOf(history.Values, series.Frequency, int.MaxValue, meter).Order()];
        Filling filling = Fill(values, settings.Model, seasons, cancellationToken);
        return new SeriesImputation
        {
            Id = series.Id,
            Method = filling.Method,
            Filled = Steps(values, filling, settings.Level / 100, settings.NonNegative ?? !history.HasNegative),
            Warnings = WarningsOf(history, filling),
        };
    }

    private static Filling Fill(double[] values, string model, int[] seasons, CancellationToken cancellationToken)
    {
        if (model == ImputationSettings.Ets)
        {
            return EtsImputation.Fill(values, seasons, cancellationToken);
        }

        Filling? seasonal = model == ImputationSettings.Arima || seasons.Length == 0 ? null : SeasonalImputation.Fill(values, seasons, cancellationToken);
        if (seasonal is not null)
        {
            return seasonal;
        }

        return model == ImputationSettings.Seasonal
            ? throw new TollamaException(
                ErrorCode.SeriesNotForecastable,
                seasons.Length == 0 ? "No season is found in the series." : $"The series has fewer than two seasons of {seasons[0]} values.",
                "Leave model= out, or send season_length= with one that it has.")
            : ArimaImputation.Fill(values, seasons, cancellationToken);
    }

    private static List<FilledStep> Steps(double[] values, Filling filling, double level, bool nonNegative)
    {
        double probability = (1 + level) / 2;
        double reach = double.IsFinite(filling.DegreesOfFreedom)
            ? StudentDistribution.InverseCdf(probability, filling.DegreesOfFreedom)
            : NormalDistribution.InverseCdf(probability);
        List<FilledStep> steps = [];
        for (int index = 0; index < values.Length; index++)
        {
            if (double.IsNaN(values[index]))
            {
                (double mean, double error) = (filling.Means[index], reach * filling.Errors[index]);
                steps.Add(new FilledStep(index, Told(mean, filling, nonNegative), Told(mean - error, filling, nonNegative), Told(mean + error, filling, nonNegative)));
            }
        }

        return steps;
    }

    private static double Told(double value, Filling filling, bool nonNegative)
    {
        double told = filling.IsLogarithmic ? Math.Exp(value) : value;
        return !double.IsFinite(told)
            ? throw new TollamaException(ErrorCode.SeriesNotForecastable, "A filled value is larger than a number can be.", "Send the series in larger units, e.g. in millions.")
            : nonNegative ? Math.Max(0, told) : told;
    }

    private static List<string>? WarningsOf(History history, Filling filling)
    {
        List<string> warnings = [.. filling.Warnings];
        if (history.ObservedCount == 1)
        {
            warnings.Add("one value is observed: it stands everywhere, and how far the others were is not known");
        }

        if (history.Start > 0)
        {
            warnings.Add($"the first {history.Start} of {history.Length} values are missing: forecast backwards from the first observed one");
        }

        if (history.Gap > 0)
        {
            warnings.Add($"the last {history.Gap} of {history.Length} values are missing: forecast from the last observed one on");
        }

        return warnings.Count == 0 ? null : warnings;
    }
}
