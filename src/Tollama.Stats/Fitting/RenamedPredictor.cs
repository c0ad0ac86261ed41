using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Another method's predictor, with words before its name.</summary>
internal sealed class RenamedPredictor : Predictor
{
    private readonly Predictor _predictor;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public RenamedPredictor(Predictor predictor, string prefix)
    {
        _predictor = predictor;
        Fitted = predictor.Fitted;
        Method = prefix + predictor.Method;
        Warnings = predictor.Warnings;
        Parameters = predictor.Parameters;
    }

    /// <inheritdoc />
    internal override ModelComponents? Components(WorkMeter meter) => _predictor.Components(meter);

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken) => _predictor.Predict(horizon, futureRegressors, cancellationToken);
}
