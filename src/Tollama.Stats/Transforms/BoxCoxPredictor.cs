using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The future of a transformed history, transformed back.</summary>
internal sealed class BoxCoxPredictor(Predictor inner, RaisedBoxCox transformation, bool biasAdjusted) : Predictor
{
    private const int LevelsForMean = 100;
    private const int OperationsPerStep = 100;

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        Prediction prediction = inner.Predict(horizon, futureRegressors, cancellationToken);
        double[] mean = biasAdjusted ? MeanOf(prediction, new WorkMeter(cancellationToken)) : Invert(prediction.Mean);
        return new Inverted(mean, prediction, this);
    }

    private double[] Invert(double[] values) => Array.ConvertAll(values, transformation.Invert);

    // The mean of a distribution is the mean of its quantiles, whatever its form; measured from the median so that equal quantiles have
    // exactly their own.
    private double[] MeanOf(Prediction prediction, WorkMeter meter)
    {
        double[] median = Invert(prediction.Quantiles(0.5));
        double[] sum = new double[median.Length];
        for (int index = 0; index < LevelsForMean; index++)
        {
            meter.Spend((long)OperationsPerStep * sum.Length);
            double[] quantiles = Invert(prediction.Quantiles((index + 0.5) / LevelsForMean));
            for (int step = 0; step < sum.Length; step++)
            {
                sum[step] += quantiles[step] - median[step];
            }
        }

        return [.. sum.Select((total, step) => median[step] + (total / LevelsForMean))];
    }

    private sealed class Inverted(double[] mean, Prediction prediction, BoxCoxPredictor owner) : Prediction(mean)
    {
        internal override int HeldFrom => prediction.HeldFrom;

        public override double[] ErrorWeights() => prediction.ErrorWeights();

        public override double[] Quantiles(double level) => owner.Invert(prediction.Quantiles(level));
    }
}
