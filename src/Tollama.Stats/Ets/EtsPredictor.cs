namespace Tollama.Stats;

/// <summary>The future by a fitted form of exponential smoothing.</summary>
internal sealed class EtsPredictor(EtsState state) : Predictor
{
    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors) =>
        EtsMoments.Exist(state.Form) ? EtsMoments.Predict(state, horizon) : EtsSimulation.Run(state, horizon);
}
