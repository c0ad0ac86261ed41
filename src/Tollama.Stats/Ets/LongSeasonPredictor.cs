using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The future of a seasonally adjusted series, with the last season put back.</summary>
internal sealed class LongSeasonPredictor(Predictor adjusted, double[] season, int length) : Predictor
{
    private readonly double[] _lastSeason = season[^length..];

    /// <inheritdoc />
    internal override ModelComponents? Components(WorkMeter meter) =>
        adjusted.Components(meter) is { } rest ? rest with { Seasons = [(length, season)], Method = $"a season of {length} by STL and {rest.Method}" } : null;

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        Prediction prediction = adjusted.Predict(horizon, futureRegressors, cancellationToken);
        return new Restored(prediction, Restore(prediction.Mean, _lastSeason), _lastSeason);
    }

    private static double[] Restore(double[] values, double[] season)
    {
        double[] restored = new double[values.Length];
        for (int index = 0; index < restored.Length; index++)
        {
            restored[index] = values[index] + season[index % season.Length];
        }

        return restored;
    }

    private sealed class Restored(Prediction adjusted, double[] mean, double[] season) : Prediction(mean)
    {
        public override double[] ErrorWeights() => adjusted.ErrorWeights();

        public override double[] Quantiles(double level) => Restore(adjusted.Quantiles(level), season);
    }
}
