using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The future by a fitted theta model: the model run on, each forecast taking the place of the value it forecasts.</summary>
internal sealed class ThetaStatePredictor(ThetaStateSpace model, double last, ClassicalDecomposition? season, double sigma) : Predictor
{
    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        double[] mean = new double[horizon];
        double[] standardError = new double[horizon];
        ThetaTrend trend = model.Trend;
        int start = trend.Deviations.Length;
        double decay = 1 - model.Alpha;
        double reach = Math.Pow(decay, start);
        double memory = (1 - (reach * decay)) / model.Alpha;
        double level = last;
        ThetaTrendState line = trend.Last;
        ThetaErrorSpread spread = new(model.Alpha, model.Weight, trend.IsDynamic);
        ThetaDriftUncertainty drift = model.DriftUncertainty(new WorkMeter(cancellationToken));
        double firstReach = reach, firstMemory = memory;
        for (int step = 0; step < horizon; step++)
        {
            double value = level + (model.Weight * ((trend.IsDynamic ? reach * line.Intercept : 0) + (memory * line.Slope)));
            double error = sigma * Math.Sqrt(spread.Next(start + step, reach, memory) + drift.At(firstReach, firstMemory + step));
            level += model.Alpha * (value - level);
            line = trend.IsDynamic ? line.Next(value) : line;
            reach *= decay;
            memory += reach;

            int position = start + step;
            mean[step] = season?.Restore(trend.Origin + value, position) ?? trend.Origin + value;
            standardError[step] = season?.Kind == DecompositionKind.Multiplicative ? error * season.Season(position) : error;
        }

        return new NormalPrediction(mean, standardError);
    }
}
