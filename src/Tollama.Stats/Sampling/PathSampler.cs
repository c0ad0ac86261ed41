using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Sampling;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Draws sample paths from a forecast: of ours, of a foundation model, of anybody.</summary>
/// <remarks>
/// <para>
/// The steps of a path depend on each other by a Gaussian copula (Nelsen, An Introduction to Copulas, 2006, section 2.3): normal errors, each felt in later steps as
/// the model says, give a normal deviate for each step, and the quantile of that deviate is the value. So the quantiles of many paths are those of the forecast,
/// whatever was done to it, up to the error of sampling, and the paths of a random walk go up and down like one.
/// </para>
/// <para>
/// How errors last is told by <see cref="SeriesForecast.ErrorWeights"/>; where a model does not know it, it follows from how the intervals grow.
/// The first paths of many, and the first steps of a longer horizon, are the same numbers. The seed is one for all series of a request; each has random numbers of
/// its own by its name, so that no series depends on its neighbours.
/// </para>
/// </remarks>
public static class PathSampler
{
    /// <summary>Draws paths.</summary>
    /// <param name="id">The series' name.</param>
    /// <param name="forecast">The forecast, with two quantile levels or more; those of <see cref="SampleLevels.With"/> are enough for any distribution.</param>
    /// <param name="settings">How many paths, by which seed, within which bounds. What is asked of them is not looked at.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the forecast has fewer than two levels, the lengths do not fit together, or the number of paths is not possible.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SamplePaths Draw(string id, SeriesForecast forecast, SampleSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(settings);
        Check(forecast, settings);
        int horizon = forecast.Mean.Length;
        StepQuantiles steps = new(forecast.Levels, forecast.Quantiles, settings.Lower ?? double.NegativeInfinity, settings.Upper ?? double.PositiveInfinity);
        PathDeviates deviates = new(forecast.ErrorWeights ?? IntervalGrowth.WeightsOf(steps.Widths(), forecast.Mean), horizon);
        WorkMeter meter = new(cancellationToken);
        int operationsPerValue = 10 + (2 * forecast.Levels.Count);
        ulong key = PathRandom.SeriesKey(settings.Seed, id);
        double[][] paths = new double[settings.Paths][];
        for (int number = 0; number < paths.Length; number++)
        {
            double[] path = paths[number] = new double[horizon];
            deviates.Draw(new PathRandom(key, number), path, meter);
            meter.Spend((long)operationsPerValue * horizon);
            for (int step = 0; step < horizon; step++)
            {
                double value = steps.At(step, path[step]);
                path[step] = settings.Integer ? Whole(value, settings) : value;
            }
        }

        return new SamplePaths(paths, settings.Integer);
    }

    private static double Whole(double value, SampleSettings settings) =>
        Math.Min(Math.Max(Math.Round(value), Math.Ceiling(settings.Lower ?? double.NegativeInfinity)), Math.Floor(settings.Upper ?? double.PositiveInfinity));

    private static void Check(SeriesForecast forecast, SampleSettings settings)
    {
        int horizon = forecast.Mean.Length;
        if (settings.Paths is < 1 or > SampleSettings.MostPaths)
        {
            throw Refuse($"{settings.Paths} paths are not possible.", $"Ask for 1 to {SampleSettings.MostPaths}.");
        }

        if (forecast.Levels.Count < 2)
        {
            throw Refuse("Paths cannot be drawn from a forecast with fewer than two quantile levels.", "Forecast with more levels.");
        }

        bool fits = horizon > 0 && forecast.Quantiles.Length == forecast.Levels.Count && Array.TrueForAll(forecast.Quantiles, row => row.Length == horizon)
            && (forecast.ErrorWeights is not { } weights || (weights.Length >= horizon && weights[0] == 1 && Array.TrueForAll(weights, double.IsFinite)));
        if (!fits)
        {
            throw Refuse("The quantiles or the error weights have not as many steps as the mean, or the first weight is not 1.", "Give as many quantiles and at least as many weights.");
        }
    }

    private static TollamaException Refuse(string message, string hint) => new(ErrorCode.InvalidRequest, message, hint);
}
