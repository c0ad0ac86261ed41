using System.Diagnostics.CodeAnalysis;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Another method's predictor, with a warning before its own.</summary>
internal sealed class WarningPredictor : Predictor
{
    private readonly Predictor _inner;

    [SetsRequiredMembers]
    public WarningPredictor(Predictor inner, string warning)
    {
        _inner = inner;
        Fitted = inner.Fitted;
        Method = inner.Method;
        Warnings = [warning, .. inner.Warnings];
        Parameters = inner.Parameters;
    }

    /// <inheritdoc />
    internal override ModelComponents? Components(WorkMeter meter) => _inner.Components(meter);

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken) => _inner.Predict(horizon, futureRegressors, cancellationToken);
}
