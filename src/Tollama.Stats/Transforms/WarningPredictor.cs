using System.Diagnostics.CodeAnalysis;

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
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken) => _inner.Predict(horizon, futureRegressors, cancellationToken);
}
