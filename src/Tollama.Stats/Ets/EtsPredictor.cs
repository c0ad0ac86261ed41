using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The future by a fitted form of exponential smoothing.</summary>
internal sealed class EtsPredictor(EtsState state, EtsPath path) : Predictor
{
    /// <inheritdoc />
    internal override ModelComponents Components(WorkMeter meter) => path.Components(meter);

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken) =>
        EtsMoments.Exist(state.Form)
            ? EtsMoments.Predict(state, horizon, new WorkMeter(cancellationToken))
            : EtsSimulation.Run(state, horizon, new WorkMeter(cancellationToken));
}
