namespace Tollama.Daemon.Anomalies;

/// <summary>How far from what was expected usual values lie, told from errors of which some may be anomalies.</summary>
/// <remarks>
/// Errors beyond <see cref="Cut"/> robust standard deviations are left out, and Student's laws of several degrees of freedom are fitted to the rest by the
/// likelihood of numbers that were cut there (Cohen, "Truncated and Censored Samples", 1991). So neither how many anomalies there are nor how large they are has a
/// say in the width, and heavy tails are told from the errors inside. The laws are averaged by their likelihood, since a short history does not tell them apart.
/// </remarks>
internal sealed class ErrorSpread
{
    /// <summary>Errors of more than so many robust standard deviations have no say.</summary>
    private const double Cut = 4;

    // Quantiles of the size of a normal number.
    private const double NormalMedian = 0.6744898;
    private const double NormalFourFifths = 1.2815516;

    // The errors that a fit leaves are smaller than those of the values to come, as if it had so many parameters.
    private const double Parameters = 2;

    // What is known before errors are seen: many laws are nearly normal.
    private static readonly double[] Prior = [0.05, 0.1, 0.15, 0.2, 0.5];

    // Where more than four of five errors are 0 and fewer than one in twenty are not, those are no usual values.
    private const double LeastShare = 0.05;

    private const double CountedCut = 5;

    private const int MostPoints = 400;

    private readonly double[] _weights;
    private readonly double[] _scales;
    private readonly double[]? _sizes;
    private readonly double _floor;

    private ErrorSpread(double[] weights, double[] scales, double[]? sizes, double floor) =>
        (_weights, _scales, _sizes, _floor) = (weights, scales, sizes, floor);

    /// <summary>The standard deviation of the errors in the middle, as if they were normal: a first guess, which anomalies hardly change.</summary>
    internal double Middle { get; private init; }

    /// <summary>The spread of so many errors.</summary>
    /// <param name="errors">The errors, in any order, all finite; at least one.</param>
    /// <param name="floor">The smallest standard deviation that counts: what is smaller is rounding.</param>
    /// <param name="areFitted">True for the errors of the values that a model was fitted to.</param>
    internal static ErrorSpread Of(IReadOnlyCollection<double> errors, double floor, bool areFitted)
    {
        double[] sizes = [.. errors.Select(Math.Abs)];
        Array.Sort(sizes);
        double robust = Math.Max(Quantile(sizes, 0.5) / NormalMedian, Quantile(sizes, 0.8) / NormalFourFifths);
        if (robust <= floor)
        {
            return Counted(sizes, floor, robust);
        }

        double cut = Cut * robust;
        double[] kept = [.. sizes.TakeWhile(size => size <= cut)];
        double[] points = Thinned(kept);
        double share = (double)kept.Length / points.Length;
        double growth = areFitted ? Math.Sqrt(kept.Length / Math.Max(0.5 * kept.Length, kept.Length - Parameters)) : 1;
        double[] scales = new double[StudentLaw.All.Count], likelihoods = new double[scales.Length];
        for (int place = 0; place < scales.Length; place++)
        {
            (scales[place], likelihoods[place]) = Fit(StudentLaw.All[place], points, share, cut, robust);
            scales[place] = Math.Max(floor, scales[place] * growth);
        }

        double most = likelihoods.Max();
        double[] weights = [.. likelihoods.Select((one, place) => Prior[place] * Math.Exp(one - most))];
        double sum = weights.Sum();
        return new ErrorSpread([.. weights.Select(weight => weight / sum)], scales, sizes: null, floor) { Middle = robust };
    }

    /// <summary>The spread of errors of which many are equal: of a price that seldom changes, or of sales of which most are 0. No law fits them: it is counted how often errors of a size occur.</summary>
    /// <param name="errors">The errors, in any order, all finite; at least one.</param>
    /// <param name="floor">The smallest standard deviation that counts.</param>
    internal static ErrorSpread Counted(IReadOnlyCollection<double> errors, double floor)
    {
        double[] sizes = [.. errors.Select(Math.Abs)];
        Array.Sort(sizes);
        return Counted(sizes, floor, Math.Max(Quantile(sizes, 0.5) / NormalMedian, Quantile(sizes, 0.8) / NormalFourFifths));
    }

    /// <summary>The spread of errors whose standard deviation is known.</summary>
    internal static ErrorSpread Known(double deviation) => new([0, 0, 1, 0, 0], [.. StudentLaw.All.Select(_ => deviation)], sizes: null, deviation);

    /// <summary>How far from what was expected so large a share of the usual values lies at most.</summary>
    /// <param name="share">The share, between 0 and 1.</param>
    internal double HalfWidth(double share)
    {
        if (_sizes is not null)
        {
            int place = Math.Min(_sizes.Length - 1, (int)Math.Ceiling(share * (_sizes.Length + 1)) - 1);
            return Math.Max(_floor * StandardWidth(share), _sizes[Math.Max(0, place)]);
        }

        double low = 0, high = _scales.Max();
        while (Below(high) < share)
        {
            high *= 2;
        }

        for (int round = 0; round < 60; round++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Below(middle) < share ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The half width of such an interval of the standard normal law.</summary>
    internal static double StandardWidth(double share)
    {
        StudentLaw normal = StudentLaw.All[^1];
        double low = 0, high = 100;
        for (int round = 0; round < 60; round++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = normal.Below(middle) < share ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static ErrorSpread Counted(double[] sizes, double floor, double robust)
    {
        double[] others = [.. sizes.SkipWhile(size => size <= floor)];
        if (others.Length < LeastShare * sizes.Length)
        {
            return Known(floor);
        }

        double limit = CountedCut * Math.Max(Quantile(robust <= floor ? others : sizes, 0.75), robust);
        return new ErrorSpread([], [], [.. sizes.TakeWhile(size => size <= limit)], floor) { Middle = robust };
    }

    private static (double Scale, double Likelihood) Fit(StudentLaw law, double[] points, double share, double cut, double robust)
    {
        const double Golden = 0.6180339887498949;
        double low = Math.Log(robust / 4), high = Math.Log(robust * 3);
        double left = high - (Golden * (high - low)), right = low + (Golden * (high - low));
        double atLeft = Likelihood(law, points, cut, Math.Exp(left)), atRight = Likelihood(law, points, cut, Math.Exp(right));
        for (int round = 0; round < 20; round++)
        {
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = Likelihood(law, points, cut, Math.Exp(left));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = Likelihood(law, points, cut, Math.Exp(right));
            }
        }

        return atLeft >= atRight ? (Math.Exp(left), share * atLeft) : (Math.Exp(right), share * atRight);
    }

    private static double Likelihood(StudentLaw law, double[] points, double cut, double scale)
    {
        double sum = -points.Length * (Math.Log(scale) + Math.Log(law.Below(cut / scale)));
        foreach (double point in points)
        {
            sum += law.LogDensity(point / scale);
        }

        return sum;
    }

    // So many quantiles tell as much as all of many.
    private static double[] Thinned(double[] sorted) => sorted.Length <= MostPoints
        ? sorted
        : [.. Enumerable.Range(0, MostPoints).Select(place => Quantile(sorted, (place + 0.5) / MostPoints))];

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + ((place - below) * (above - sorted[below]));
    }

    private double Below(double limit)
    {
        double sum = 0;
        for (int place = 0; place < _weights.Length; place++)
        {
            sum += _weights[place] * StudentLaw.All[place].Below(limit / _scales[place]);
        }

        return sum;
    }
}
