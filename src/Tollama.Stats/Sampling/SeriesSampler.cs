using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Sampling;

namespace Tollama.Stats;

/// <summary>Draws sample paths with <see cref="PathSampler"/>, and answers from them what a request asks.</summary>
public sealed class SeriesSampler : ISeriesSampler
{
    /// <inheritdoc />
    public SeriesSample Sample(SampleSource source, SampleSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Gap < 0 || settings.Gap >= source.Mean.Length)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, "The gap leaves no step of the forecast.", "Give a gap from 0 to one less than the steps of the mean.");
        }

        SamplePaths paths = PathSampler.Draw(source.Id, ForecastOf(source), settings, cancellationToken).Behind(settings.Gap);
        return new SeriesSample
        {
            Id = source.Id,
            Paths = settings.Included > 0 ? [.. paths.Values.Take(settings.Included)] : null,
            Sums = source.SumSteps is { } steps ? SumsOf(source.Mean[settings.Gap..], steps, paths, settings.Levels, cancellationToken) : null,
            Above = settings.Threshold is { } high ? paths.Passage(high, above: true, settings.Levels, cancellationToken) : null,
            Below = settings.Threshold is { } low ? paths.Passage(low, above: false, settings.Levels, cancellationToken) : null,
        };
    }

    private static SeriesForecast ForecastOf(SampleSource source)
    {
        List<(double Level, double[] Values)> levels = [];
        foreach ((string key, double[] values) in source.Quantiles)
        {
            if (!double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out double level) || level is not (> 0 and < 1))
            {
                throw new TollamaException(ErrorCode.InvalidRequest, $"'{Excerpt.Of(key)}' is not a quantile level.", "Give levels between 0 and 1.");
            }

            levels.Add((level, values));
        }

        levels.Sort((left, right) => left.Level.CompareTo(right.Level));
        return new SeriesForecast
        {
            Mean = source.Mean,
            Levels = [.. levels.Select(level => level.Level)],
            Quantiles = [.. levels.Select(level => level.Values)],
            ErrorWeights = source.ErrorWeights,
        };
    }

    private static SampledSums SumsOf(double[] forecast, int[] steps, SamplePaths paths, IReadOnlyList<double> levels, CancellationToken cancellationToken)
    {
        if (steps.Any(count => count < 1) || steps.Sum(count => (long)count) > paths.Horizon)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, "The steps of the sums are not within the horizon.", "Give numbers of steps that add up to the horizon at most.");
        }

        double[] mean = new double[steps.Length];
        double[][] quantiles = [.. levels.Select(_ => new double[steps.Length])];
        int start = 0;
        for (int place = 0; place < steps.Length; place++)
        {
            mean[place] = paths.ExpectedSum(forecast, start, steps[place], cancellationToken);
            double[] values = paths.SumQuantiles(start, steps[place], levels, cancellationToken);
            for (int level = 0; level < values.Length; level++)
            {
                quantiles[level][place] = values[level];
            }

            start += steps[place];
        }

        return new SampledSums
        {
            Mean = mean,
            Quantiles = levels.Count == 0 ? null : levels.Index().ToDictionary(pair => QuantileLevel.KeyOf(pair.Item), pair => quantiles[pair.Index]),
        };
    }
}
