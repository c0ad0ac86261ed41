using Tollama.Numerics.Distributions;

namespace Tollama.Stats;

/// <summary>Every future value is the mean of all observed ones.</summary>
/// <remarks>
/// Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 5.2 and 5.5; as R's <c>meanf</c>.
/// The standard error is s * sqrt(1 + 1/n) at every step, s being the standard deviation; quantiles follow Student's t with n - 1 degrees
/// of freedom.
/// </remarks>
public sealed class HistoricalMean : UnivariateModel
{
    /// <inheritdoc />
    public override string Name => "mean";

    /// <inheritdoc />
    protected internal override MissingValues Missing => MissingValues.Drop;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        double mean = Average.Of(history.ObservedValues);
        double[] fitted = new double[history.Values.Length];
        Array.Fill(fitted, mean);
        double sigma = ErrorVariance.StandardDeviation(history, fitted, parameters: 1);
        return new Level(mean, sigma, history.ObservedCount)
        {
            Fitted = fitted,
            Method = Name,
            Warnings = history.ObservedCount > 1 ? [] : ["one observed value only: the quantiles equal the mean"],
        };
    }

    private sealed class Level(double mean, double sigma, int count) : StepPredictor
    {
        public override double Mean(int step) => mean;

        public override double StandardError(int step) => sigma * Math.Sqrt(1 + (1.0 / count));

        public override double Deviate(double level) => count > 1 ? StudentDistribution.InverseCdf(level, count - 1) : 0;
    }
}
