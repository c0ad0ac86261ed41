namespace Tollama.Stats;

/// <summary>The last season repeated for ever; the last value, when the season is 1.</summary>
internal sealed class LagWalk : StepPredictor
{
    private readonly double[] _lastSeason;
    private readonly double _sigma;

    private LagWalk(double[] lastSeason, double sigma)
    {
        _lastSeason = lastSeason;
        _sigma = sigma;
    }

    public static LagWalk Fit(History history, int lag, string method)
    {
        double[] values = history.Values;
        double[] fitted = new double[values.Length];
        fitted.AsSpan(0, lag).Fill(double.NaN);
        values.AsSpan(0, values.Length - lag).CopyTo(fitted.AsSpan(lag));
        return new LagWalk(values[^lag..], ErrorVariance.StandardDeviation(history, fitted, parameters: 0))
        {
            Fitted = fitted,
            Method = method,
            Warnings = values.Length > lag ? [] : ["too short to measure errors: the quantiles equal the mean"],
        };
    }

    public override double Mean(int step) => _lastSeason[(step - 1) % _lastSeason.Length];

    public override double StandardError(int step) => _sigma * Math.Sqrt(((step - 1) / _lastSeason.Length) + 1);
}
