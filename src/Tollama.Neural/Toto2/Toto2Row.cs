namespace Tollama.Neural;

/// <summary>One variate of a pass of Toto 2.0.</summary>
/// <param name="Context">The past, oldest first; NaN where it is missing.</param>
/// <param name="Future">
/// The known values of the steps to forecast of a covariate, NaN where they are unknown; <see langword="null"/> for a target.
/// </param>
/// <param name="Group">The rows of a group look at each other.</param>
internal sealed record Toto2Row(double[] Context, double[]? Future, int Group)
{
    /// <summary>
    /// A target whose last patch has no gaps: the last value before a gap is repeated. A gap before the first value stays.
    /// </summary>
    /// <remarks>The model takes the last patch as observed, whatever it is told.</remarks>
    public static Toto2Row Target(double[] values, int patchLength, int group)
    {
        int first = Math.Max(values.Length - patchLength, 0);
        if (!Array.Exists(values[first..], double.IsNaN))
        {
            return new Toto2Row(values, Future: null, group);
        }

        double[] filled = [.. values];
        int known = Array.FindLastIndex(values, Math.Max(first - 1, 0), value => !double.IsNaN(value));
        double last = known < 0 ? double.NaN : values[known];
        for (int i = first; i < filled.Length; i++)
        {
            last = filled[i] = double.IsNaN(filled[i]) ? last : filled[i];
        }

        return new Toto2Row(filled, Future: null, group);
    }

    /// <summary>
    /// The same row with a last patch of which every place counts as observed: a past that is shorter than a patch is filled up with zeros at its beginning,
    /// and so is a gap in the last patch that no value is before.
    /// </summary>
    public Toto2Row WithObservedPadding(int patchLength)
    {
        double[] padded = [.. new double[Math.Max(patchLength - Context.Length, 0)], .. Context];
        for (int i = padded.Length - patchLength; i < padded.Length; i++)
        {
            padded[i] = double.IsNaN(padded[i]) ? 0 : padded[i];
        }

        return this with { Context = padded };
    }

    /// <summary>The same row with at most the last <paramref name="length"/> values of the past.</summary>
    public Toto2Row Last(int length) => Context.Length <= length ? this : this with { Context = Context[^length..] };

    /// <summary>The row some steps later: what is known has become past, or, of a target, what was forecast.</summary>
    public Toto2Row Advance(double[] forecast) => Future is null
        ? this with { Context = [.. Context, .. forecast] }
        : this with { Context = [.. Context, .. Steps(forecast.Length)], Future = Future.Length > forecast.Length ? Future[forecast.Length..] : [] };

    /// <summary>
    /// What the network reads: the past and, of a covariate, the known values up to the patch before the last one to forecast.
    /// </summary>
    /// <remarks>At every place the network is asked for the next patch, so that it never looks at what is known of the last one.</remarks>
    public double[] Sequence(int patchLength, int futurePatches) => Future is null ? Context : [.. Context, .. Steps((futurePatches - 1) * patchLength)];

    private double[] Steps(int count) =>
        [.. Enumerable.Range(0, count).Select(step => step < Future!.Length ? Future[step] : double.NaN)];
}
