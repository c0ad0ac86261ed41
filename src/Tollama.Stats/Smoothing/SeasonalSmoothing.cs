using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Simple exponential smoothing of each place of the season by itself: the level of the Januaries, of the Februaries, and so on.</summary>
/// <remarks>
/// As <c>SeasonalExponentialSmoothing</c> of statsforecast. Each place has its own level, whose first value minimizes the squared errors;
/// one alpha counts for all places, by default the one with which their errors together are least. Each place has few values, so an alpha of
/// its own would follow chance. With k counting begun seasons from 1, the standard error is sigma * sqrt(1 + (k - 1) alpha²), sigma² being
/// the sum of squared errors over their number less one for each level and one for an estimated alpha. Without a season it is <c>ses</c>.
/// </remarks>
public sealed class SeasonalSmoothing : UnivariateModel
{
    private readonly double? _alpha;

    /// <summary>Creates the method.</summary>
    /// <param name="alpha">The share of each error that moves a level, 0 to 1; estimated when <see langword="null"/>, the default.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: alpha is out of range.</exception>
    public SeasonalSmoothing(double? alpha = null) => _alpha = new SmoothingParameters { Alpha = alpha }.Alpha;

    /// <inheritdoc />
    public override string Name => "seasonal-ses";

    /// <inheritdoc />
    protected internal override int SeasonsNeeded => 1;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        int season = history.SeasonLength;
        if (season == 1)
        {
            return new SimpleSmoothing(_alpha).FitCore(history, cancellationToken);
        }

        WorkMeter meter = new(cancellationToken);
        double[] values = history.Values;
        meter.Spend(2L * values.Length);
        double[][] places = [.. Enumerable.Range(0, season).Select(place => Every(values, place, season))];
        double alpha = _alpha ?? (values.Length > season ? ExponentialLevel.CommonAlpha(places, meter) : 1);
        ExponentialLevel[] levels = Array.ConvertAll(places, place => ExponentialLevel.At(place, alpha, meter));
        double[] fitted = [.. values.Select((_, index) => levels[index % season].Fitted[index / season])];
        double[] next = [.. Enumerable.Range(values.Length, season).Select(index => levels[index % season].Last)];
        double sigma = ErrorVariance.StandardDeviation(history, fitted, season + (_alpha is null ? 1 : 0));
        return new Levels(next, alpha, sigma)
        {
            Fitted = fitted,
            Method = $"seasonal-ses, season of {season}",
            Parameters = [new FittedParameter("alpha", alpha), new FittedParameter("sigma2", sigma * sigma, ParameterUnit.SeriesSquared)],
            Warnings = values.Length > season ? [] : ["too short to measure errors: the quantiles equal the mean"],
        };
    }

    private static double[] Every(double[] values, int first, int step)
    {
        double[] chosen = new double[((values.Length - first - 1) / step) + 1];
        for (int index = 0; index < chosen.Length; index++)
        {
            chosen[index] = values[first + (index * step)];
        }

        return chosen;
    }

    private sealed class Levels(double[] next, double alpha, double sigma) : StepPredictor
    {
        public override double Mean(int step) => next[(step - 1) % next.Length];

        public override double StandardError(int step) => sigma * Math.Sqrt(1 + ((step - 1) / next.Length * alpha * alpha));
    }
}
