namespace Tollama.Neural;

/// <summary>A history as TinyTimeMixer is to see it, and the scale by which its forecast is put back.</summary>
/// <param name="Values">The scaled values, oldest first, at most as many as the context; none is missing.</param>
/// <param name="Observed">Which of them count for the network's own scale, as many as there are values.</param>
/// <param name="Scale">What was taken off.</param>
internal sealed record TtmHistory(double[] Values, bool[] Observed, InstanceScale Scale)
{
    /// <summary>
    /// As in the makers' evaluations: a gap repeats the value before it, the context has mean 0 and spread 1, and what is missing before the first value is
    /// left out. The forecaster fills a short history up with its mean, which does not count for the scale.
    /// </summary>
    /// <param name="context">The values that the model looks at, not all of them missing.</param>
    /// <remarks>Source: <c>impute_series</c> and the predictor of the GIFT-Eval entry in the repository ibm-granite/granite-tsfm.</remarks>
    public static TtmHistory ForEvaluation(double[] context)
    {
        double[] filled = MissingValues.RepeatLast(context);
        InstanceScale scale = InstanceScale.OfRelative(filled);
        return new TtmHistory([.. filled.Select(scale.Apply)], [.. filled.Select(_ => true)], scale);
    }

    /// <summary>
    /// As in the makers' pipeline: mean and spread are those of the whole history, a gap is the mean and does not count, and the mean before a short history
    /// counts as if it had been observed.
    /// </summary>
    /// <param name="history">All values, at least one of the last <paramref name="contextLength"/> observed; NaN is a missing one.</param>
    /// <param name="contextLength">How many the model looks at.</param>
    /// <remarks>Source: <c>TimeSeriesPreprocessor</c> with scaling and <c>TimeSeriesForecastingPipeline</c> of granite-tsfm 0.3.11.</remarks>
    public static TtmHistory ForPipeline(double[] history, int contextLength)
    {
        InstanceScale scale = InstanceScale.OrUnit(history);
        double[] values = new double[contextLength];
        bool[] observed = new bool[contextLength];
        Array.Fill(observed, true);
        int kept = Math.Min(history.Length, contextLength);
        for (int i = 0; i < kept; i++)
        {
            double value = history[^(kept - i)];
            bool isObserved = !double.IsNaN(value);
            values[contextLength - kept + i] = isObserved ? scale.Apply(value) : 0;
            observed[contextLength - kept + i] = isObserved;
        }

        return new TtmHistory(values, observed, scale);
    }
}
