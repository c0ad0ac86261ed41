using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Mean and variance of each future step, for the forms that have formulas for them.</summary>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder (2008), chapter 6: class 1 (all additive), class 2 (multiplicative error, the rest additive) and class
/// 3 (multiplicative error and season, the trend additive). With large errors the variances of classes 2 and 3 grow geometrically; they are
/// held at four times the first-order variance, which counts each error alone, and the means of class 3 within a quarter of the forecast
/// without errors.
/// </remarks>
internal static class EtsMoments
{
    private const double LargestExcess = 4;
    private const double LargestMeanShift = 0.25;

    // A remainder of a division among them.
    private const int OperationsPerLag = 8;

    /// <summary>Whether a form is in one of the three classes.</summary>
    public static bool Exist(EtsForm form) =>
        form.Trend != EtsComponent.Multiplicative
        && (form.Error == EtsComponent.Multiplicative || form.Season != EtsComponent.Multiplicative);

    /// <summary>The normal distribution with the mean and variance of each step.</summary>
    public static NormalPrediction Predict(EtsState state, int horizon, WorkMeter meter)
    {
        (double[] trend, double[] mean) = state.Path(horizon);
        double[] responses = Responses(state, horizon);
        double[] weights = Weights(state, responses);
        double[] standardError = new double[horizon];
        if (state.Form.Error == EtsComponent.Additive)
        {
            double sum = 1;
            for (int index = 0; index < horizon; index++)
            {
                standardError[index] = Math.Sqrt(state.Variance * sum);
                sum += Square(responses[index] + SeasonResponse(state, index + 1));
            }

            return new NormalPrediction(mean, standardError, weights);
        }

        double[] firstOrder = FirstOrder(state, trend, mean, responses, meter);
        (mean, double[] variance) = state.Form.Season == EtsComponent.Multiplicative
            ? HoldMean(mean, EtsSeasonMoments.Of(state, horizon, meter))
            : (mean, RelativeErrors(state, mean, responses, meter));

        for (int index = 0; index < horizon; index++)
        {
            double largest = LargestExcess * firstOrder[index];
            standardError[index] = Math.Sqrt(variance[index] < largest ? Math.Max(variance[index], 0) : largest);
        }

        return new NormalPrediction(mean, standardError, weights);
    }

    /// <summary>How much of an error, or of a relative one, is still felt so many steps later.</summary>
    public static double[] Weights(EtsState state, int horizon) => Weights(state, Responses(state, horizon));

    private static double[] Weights(EtsState state, double[] responses)
    {
        double[] weights = new double[responses.Length];
        for (int lag = 0; lag < weights.Length; lag++)
        {
            weights[lag] = lag == 0 ? 1 : responses[lag - 1] + SeasonResponse(state, lag);
        }

        return weights;
    }

    private static (double[] Mean, double[] Variance) HoldMean(double[] plain, (double[] Mean, double[] Variance) exact)
    {
        for (int index = 0; index < plain.Length; index++)
        {
            double slack = LargestMeanShift * Math.Abs(plain[index]);
            exact.Mean[index] = Math.Clamp(exact.Mean[index], plain[index] - slack, plain[index] + slack);
        }

        return exact;
    }

    // How far an error moves the level with its trend so many steps later: alpha + beta (phi + phi² + …).
    private static double[] Responses(EtsState state, int horizon)
    {
        double[] responses = new double[horizon];
        double power = 1, response = state.Alpha;
        for (int index = 0; index < horizon; index++)
        {
            power *= state.Phi;
            response += state.Beta * power;
            responses[index] = response;
        }

        return responses;
    }

    private static double SeasonResponse(EtsState state, int lag) =>
        state.Season.Length > 0 && lag % state.Season.Length == 0 ? state.Gamma : 0;

    private static double[] RelativeErrors(EtsState state, double[] mean, double[] responses, WorkMeter meter)
    {
        double[] squares = new double[mean.Length], variance = new double[mean.Length];
        for (int index = 0; index < mean.Length; index++)
        {
            meter.Spend((long)OperationsPerLag * index);
            double sum = mean[index] * mean[index];
            for (int lag = 1; lag <= index; lag++)
            {
                sum += state.Variance * Square(responses[lag - 1] + SeasonResponse(state, lag)) * squares[index - lag];
            }

            squares[index] = sum;
            variance[index] = ((1 + state.Variance) * sum) - (mean[index] * mean[index]);
        }

        return variance;
    }

    private static double[] FirstOrder(EtsState state, double[] trend, double[] mean, double[] responses, WorkMeter meter)
    {
        bool multiplied = state.Form.Season == EtsComponent.Multiplicative;
        double[] variance = new double[mean.Length];
        for (int index = 0; index < mean.Length; index++)
        {
            meter.Spend((long)OperationsPerLag * index);
            double sum = mean[index] * mean[index];
            for (int lag = 1; lag <= index; lag++)
            {
                int earlier = index - lag;
                double response = multiplied
                    ? (state.Figure(index + 1) * trend[earlier] * responses[lag - 1]) + (mean[index] * SeasonResponse(state, lag))
                    : mean[earlier] * (responses[lag - 1] + SeasonResponse(state, lag));
                sum += response * response;
            }

            variance[index] = state.Variance * sum;
        }

        return variance;
    }

    private static double Square(double value) => value * value;
}
