namespace Tollama.Stats;

/// <summary>How one-step errors of variance 1 add up over the steps of a forecast.</summary>
/// <remarks>
/// The models are linear in the state (level, mean of the values, slope of the line), so the covariance of the state follows exactly:
/// Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), section 6.1, with matrices that change with time.
/// Of a static line only the level is uncertain, and the variance of step h is 1 + (h - 1) alpha², as in the paper.
/// </remarks>
internal struct ThetaErrorSpread(double alpha, double weight, bool isDynamic)
{
    private double _levelLevel, _levelMean, _levelSlope, _meanMean, _meanSlope, _slopeSlope;

    /// <summary>The variance of the next step, and one step further.</summary>
    /// <param name="count">How many values, observed or forecast, come before the step.</param>
    /// <param name="reach">(1 - alpha) to the power of that count.</param>
    /// <param name="memory">The sum of the powers up to that one.</param>
    public double Next(int count, double reach, double memory)
    {
        double byMean = isDynamic ? weight * reach : 0;
        double bySlope = isDynamic ? weight * (memory - (reach * (count + 1) / 2.0)) : 0;

        double withLevel = _levelLevel + (byMean * _levelMean) + (bySlope * _levelSlope);
        double withMean = _levelMean + (byMean * _meanMean) + (bySlope * _meanSlope);
        double withSlope = _levelSlope + (byMean * _meanSlope) + (bySlope * _slopeSlope);
        double variance = 1 + withLevel + (byMean * withMean) + (bySlope * withSlope);
        Advance(count, variance, withLevel, withMean, withSlope);
        return variance;
    }

    // The new state is kept * state + gain * value; the slope also loses to the mean, because it follows the value's distance to it.
    private void Advance(int count, double variance, double withLevel, double withMean, double withSlope)
    {
        double keepLevel = 1 - alpha;
        double gainMean = 1.0 / (count + 1);
        double keepMean = 1 - gainMean;
        double gainSlope = 6.0 / ((count + 1.0) * (count + 2));
        double keepSlope = (count - 1.0) / (count + 2);

        double slopeLevel = (keepSlope * _levelSlope) - (gainSlope * _levelMean);
        double slopeMean = (keepSlope * _meanSlope) - (gainSlope * _meanMean);
        double slopeSlope = (keepSlope * keepSlope * _slopeSlope) - (2 * keepSlope * gainSlope * _meanSlope) + (gainSlope * gainSlope * _meanMean);
        double slopeValue = (keepSlope * withSlope) - (gainSlope * withMean);
        double levelValue = keepLevel * withLevel;
        double meanValue = keepMean * withMean;

        double levelLevel = (keepLevel * keepLevel * _levelLevel) + (2 * alpha * levelValue) + (alpha * alpha * variance);
        double levelMean = (keepLevel * keepMean * _levelMean) + (levelValue * gainMean) + (alpha * meanValue) + (alpha * gainMean * variance);
        double levelSlope = (keepLevel * slopeLevel) + (levelValue * gainSlope) + (alpha * slopeValue) + (alpha * gainSlope * variance);
        double meanMean = (keepMean * keepMean * _meanMean) + (2 * gainMean * meanValue) + (gainMean * gainMean * variance);
        double meanSlope = (keepMean * slopeMean) + (meanValue * gainSlope) + (gainMean * slopeValue) + (gainMean * gainSlope * variance);
        _slopeSlope = slopeSlope + (2 * gainSlope * slopeValue) + (gainSlope * gainSlope * variance);
        (_levelLevel, _levelMean, _levelSlope, _meanMean, _meanSlope) = (levelLevel, levelMean, levelSlope, meanMean, meanSlope);
    }
}
