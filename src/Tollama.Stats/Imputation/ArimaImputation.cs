using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fills missing values by the smoothed state of an ARIMA model that <see cref="AutoArima"/> finds.</summary>
/// <remarks>
/// Missing values at the end are forecast, those at the beginning are forecast of the reversed series, whose process has the same autocovariances (Box, Jenkins and Reinsel, Time
/// Series Analysis, 1994, section 6.4). Where no ARIMA model can be estimated a random walk stands in: its smoothed state is the straight line between neighbors.
/// </remarks>
internal static class ArimaImputation
{
    // The search over models looks at so many values, the last ones: more say hardly more of the orders.
    private const int MostEstimated = 2000;

    // Orders and coefficients are estimated, which the variance of the state does not know: the more, the longer a gap is that they bridge. docs/impute.md has the coverage.
    private const double WidthOfOne = 1.03;
    private const double WidthOfLong = 0.12;

    /// <summary>Fills a series.</summary>
    /// <param name="values">The series; NaN where a value is missing, with at least one observed value.</param>
    /// <param name="seasons">Its season; empty for none.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static Filling Fill(double[] values, int[] seasons, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        AutoArima model = new();
        History history = History.From(values, seasons, model, meter);
        int skipped = Math.Max(0, history.Values.Length - MostEstimated);
        Predictor predictor = model.FitCore(skipped == 0 ? history : history.Tail(skipped), cancellationToken);
        ArimaProcess? process = (predictor as ArimaPredictor)?.Process;
        if (process is not null && Smooth(history, process, meter) is { } smoothed)
        {
            return Finish(history, values.Length, smoothed, predictor.Method, process.Fit);
        }

        return FillByLines(history, values.Length, meter);
    }

    /// <summary>Fills a series by straight lines between neighbors, with the width of a random walk.</summary>
    /// <param name="values">The series; NaN where a value is missing, with at least one observed value.</param>
    /// <param name="meter">Counts the work.</param>
    public static Filling FillByLines(double[] values, WorkMeter meter) => FillByLines(History.From(values, [], new AutoArima(), meter), values.Length, meter);

    private static Filling FillByLines(History history, int length, WorkMeter meter)
    {
        ArimaProcess walk = ArimaProcess.Walk(VarianceOfStep(history, meter));
        return Finish(history, length, Smooth(history, walk, meter) ?? Constant(history), "random walk", walk.Fit);
    }

    // Means and standard errors from the first value of the series to the last, in the units of the history.
    private static (double[] Means, double[] Errors)? Smooth(History history, ArimaProcess process, WorkMeter meter)
    {
        int inner = history.Values.Length, all = history.Length;
        meter.Spend(6L * all);
        double[] noise = new double[inner], filled = new double[inner];
        for (int time = 0; time < inner; time++)
        {
            filled[time] = history.Values[time] - process.ConstantAt(time);
            noise[time] = history.Observed[time] ? filled[time] : double.NaN;
        }

        double[] means = new double[all], errors = new double[all];
        double scale = Math.Sqrt(process.Variance);
        FixedIntervalSmoother forward = new(process, [.. noise, .. Enumerable.Repeat(double.NaN, history.Gap)], meter);
        if (!forward.TryRun(filled))
        {
            return null;
        }

        for (int time = 0; time < inner + history.Gap; time++)
        {
            means[history.Start + time] = forward.Means[time] + process.ConstantAt(time);
            errors[history.Start + time] = scale * Math.Sqrt(forward.Variances[time]);
        }

        if (history.Start > 0)
        {
            Array.Reverse(noise);
            Array.Reverse(filled);
            FixedIntervalSmoother backward = new(process, [.. noise, .. Enumerable.Repeat(double.NaN, history.Start)], meter);
            if (!backward.TryRun(filled))
            {
                return null;
            }

            for (int step = 0; step < history.Start; step++)
            {
                means[history.Start - 1 - step] = backward.Means[inner + step] + process.ConstantAt(-1 - step);
                errors[history.Start - 1 - step] = scale * Math.Sqrt(backward.Variances[inner + step]);
            }
        }

        return Array.TrueForAll(means, double.IsFinite) && Array.TrueForAll(errors, double.IsFinite) ? (means, errors) : null;
    }

    // One value is all that is known.
    private static (double[] Means, double[] Errors) Constant(History history) =>
        ([.. Enumerable.Repeat(history.Values[0], history.Length)], new double[history.Length]);

    private static Filling Finish(History history, int length, (double[] Means, double[] Errors) smoothed, string method, ArimaFit fit)
    {
        double[] means = new double[length], errors = new double[length];
        for (int index = 0; index < length; index++)
        {
            means[index] = history.Unscale(smoothed.Means[index]);
            errors[index] = history.UnscaleDifference(smoothed.Errors[index]);
        }

        Widen(errors);

        int degrees = fit.Count > 1 ? fit.Count - fit.Estimated + 1 : history.ObservedCount - 1;
        return new Filling(means, errors, $"smoothed state of {method}") { DegreesOfFreedom = Math.Max(1, degrees) };
    }

    // An error is 0 where a value was observed.
    private static void Widen(double[] errors)
    {
        for (int index = 0; index < errors.Length; index++)
        {
            int start = index;
            while (index < errors.Length && errors[index] > 0)
            {
                index++;
            }

            double width = WidthOfOne + (WidthOfLong * (1 - (1 / Math.Sqrt(Math.Max(1, index - start)))));
            for (int place = start; place < index; place++)
            {
                errors[place] *= width;
            }
        }
    }

    // The mean square of the change from one observed value to the next, for each step between.
    private static double VarianceOfStep(History history, WorkMeter meter)
    {
        meter.Spend(3L * history.Values.Length);
        int last = 0, changes = 0;
        double sum = 0;
        for (int time = 1; time < history.Values.Length; time++)
        {
            if (history.Observed[time])
            {
                double change = history.Values[time] - history.Values[last];
                sum += change * change / (time - last);
                changes++;
                last = time;
            }
        }

        return changes == 0 ? 0 : sum / changes;
    }
}
