namespace Tollama.Stats;

/// <summary>A prediction that goes on with its mean of one step from the next one on; its quantiles keep their distances from the mean.</summary>
/// <param name="prediction">What was predicted.</param>
/// <param name="steps">How many steps are kept.</param>
/// <param name="last">The mean of the steps after those.</param>
internal sealed class HeldPrediction(Prediction prediction, int steps, double last)
    : Prediction([.. prediction.Mean[..steps], .. Enumerable.Repeat(last, prediction.Mean.Length - steps)])
{
    /// <inheritdoc />
    public override double[] ErrorWeights() => prediction.ErrorWeights();

    /// <inheritdoc />
    public override double[] Quantiles(double level)
    {
        double[] quantiles = [.. prediction.Quantiles(level)];
        for (int step = steps; step < quantiles.Length; step++)
        {
            double distance = quantiles[step] - prediction.Mean[step];
            quantiles[step] = double.IsFinite(distance) ? last + distance : last;
        }

        return quantiles;
    }
}
