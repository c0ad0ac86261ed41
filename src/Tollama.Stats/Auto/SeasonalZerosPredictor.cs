namespace Tollama.Stats;

/// <summary>Another method's future, with nothing at the places of a season where there never is anything.</summary>
internal sealed class SeasonalZerosPredictor : Predictor
{
    private readonly Predictor _predictor;
    private readonly bool[] _places;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public SeasonalZerosPredictor(Predictor predictor, bool[] places)
    {
        _predictor = predictor;
        _places = places;
        Fitted = predictor.Fitted;
        Method = $"{predictor.Method}; 0 at {places.AsSpan().Count(true)} of {places.Length} places of the season";
        Warnings = predictor.Warnings;
        Parameters = predictor.Parameters;
    }

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        Prediction prediction = _predictor.Predict(horizon, futureRegressors, cancellationToken);
        return new Masked(prediction, Mask(prediction.Mean, _places), _places);
    }

    private static double[] Mask(double[] values, bool[] places) =>
        [.. values.Select((value, step) => places[step % places.Length] ? 0 : value)];

    private sealed class Masked(Prediction prediction, double[] mean, bool[] places) : Prediction(mean)
    {
        internal override int HeldFrom => prediction.HeldFrom;

        public override double[] ErrorWeights() => prediction.ErrorWeights();

        public override double[] Quantiles(double level) => Mask(prediction.Quantiles(level), places);
    }
}
