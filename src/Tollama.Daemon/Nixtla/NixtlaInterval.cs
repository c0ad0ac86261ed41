namespace Tollama.Daemon.Nixtla;

/// <summary>The ends of an interval beside each value of an answer; <see cref="double.NaN"/> where there is none.</summary>
/// <param name="Level">The interval.</param>
/// <param name="Low">Its lower ends.</param>
/// <param name="High">Its upper ends.</param>
internal sealed record NixtlaInterval(AskedLevel Level, double[] Low, double[] High)
{
    /// <summary>Intervals without values.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="length">How many values the answer has.</param>
    internal static IReadOnlyList<NixtlaInterval> Empty(IReadOnlyList<AskedLevel> levels, int length) =>
        [.. levels.Select(level => new NixtlaInterval(level, Missing(length), Missing(length)))];

    /// <summary>Values that are all missing.</summary>
    internal static double[] Missing(int length)
    {
        double[] values = new double[length];
        Array.Fill(values, double.NaN);
        return values;
    }
}
