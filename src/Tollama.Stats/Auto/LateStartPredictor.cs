namespace Tollama.Stats;

/// <summary>The future of a series that was looked at from some position on; before it there are no one-step forecasts.</summary>
internal sealed class LateStartPredictor : Predictor
{
    private readonly Predictor _predictor;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public LateStartPredictor(Predictor predictor, int start)
    {
        _predictor = predictor;
        Fitted = [.. Enumerable.Repeat(double.NaN, start), .. predictor.Fitted];
        Method = predictor.Method;
        Warnings = [.. predictor.Warnings, $"the first {start} values are 0 and were left out: nothing was demanded yet"];
        Parameters = predictor.Parameters;
    }

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken) =>
        _predictor.Predict(horizon, futureRegressors, cancellationToken);
}
