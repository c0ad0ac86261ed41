namespace Tollama.Numerics.Optimization;

/// <summary>Residuals of which <see cref="LevenbergMarquardt"/> makes the sum of squares small.</summary>
public interface ILeastSquaresObjective
{
    /// <summary>Computes the residuals at a point.</summary>
    /// <param name="parameters">The point.</param>
    /// <param name="residuals">Receives every residual; always the same number of them.</param>
    /// <returns>False if the point is not allowed; the residuals then mean nothing.</returns>
    bool TryEvaluate(ReadOnlySpan<double> parameters, Span<double> residuals);
}
