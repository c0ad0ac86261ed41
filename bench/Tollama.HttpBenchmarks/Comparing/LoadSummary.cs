namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>The rounds of one server under load.</summary>
internal sealed class LoadSummary
{
    private readonly List<LoadResult> _rounds = [];

    internal double BestPerSecond => _rounds.Max(round => round.PerSecond);

    internal double MedianPerSecond => Median(_rounds.Select(round => round.PerSecond));

    internal double BestMicroseconds => _rounds.Min(round => round.MedianMicroseconds);

    internal double MedianMicroseconds => Median(_rounds.Select(round => round.MedianMicroseconds));

    internal void Add(LoadResult round) => _rounds.Add(round);

    /// <summary>The median of the rounds' ratios.</summary>
    /// <remarks>Rounds of the same number ran one after the other, under the same load of others.</remarks>
    internal double MedianRatioTo(LoadSummary other) =>
        Median(_rounds.Zip(other._rounds, (mine, theirs) => mine.PerSecond / theirs.PerSecond));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
