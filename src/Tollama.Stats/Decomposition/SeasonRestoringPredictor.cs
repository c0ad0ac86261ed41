using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// The forecast of a seasonally adjusted series with the seasons put back; they are taken as known, so they add no uncertainty.
/// </summary>
internal sealed class SeasonRestoringPredictor(Predictor adjusted, MstlDecomposition decomposition) : Predictor
{
    /// <inheritdoc />
    internal override ModelComponents Components(WorkMeter meter) => new(
        decomposition.Trend, [.. decomposition.SeasonLengths.Zip(decomposition.Seasonal)], IsMultiplicative: false, "the decomposition of mstl");

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        double[] season = new double[horizon];
        for (int step = 0; step < horizon; step++)
        {
            meter.Spend(2L * decomposition.Seasonal.Count);
            season[step] = decomposition.SeasonAt(decomposition.Trend.Length + step);
        }

        return new Restored(adjusted.Predict(horizon, futureRegressors, cancellationToken), season);
    }

    private sealed class Restored(Prediction adjusted, double[] season) : Prediction(Sum(adjusted.Mean, season))
    {
        public override double[] ErrorWeights() => adjusted.ErrorWeights();

        public override double[] Quantiles(double level) => Sum(adjusted.Quantiles(level), season);

        private static double[] Sum(double[] values, double[] season)
        {
            double[] sum = new double[values.Length];
            for (int step = 0; step < sum.Length; step++)
            {
                sum[step] = values[step] + season[step];
            }

            return sum;
        }
    }
}
