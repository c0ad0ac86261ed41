using System.Globalization;

namespace Tollama.Stats;

/// <summary>The waves that make up the seasons of a model: sines and cosines of the first frequencies of each season.</summary>
/// <remarks>
/// The arrays are padded with waves that stand still, to a multiple of the four lanes in which the recursions run. A frequency that a
/// shorter season already has belongs to that one alone.
/// </remarks>
internal sealed class TbatsHarmonics
{
    private const int Lanes = 4;

    /// <summary>Waves for seasons.</summary>
    /// <param name="seasons">The seasons, ascending.</param>
    /// <param name="counts">How many frequencies each has; at most half the season.</param>
    public TbatsHarmonics(int[] seasons, int[] counts)
    {
        (Seasons, Counts) = (seasons, counts);
        List<(int Season, double Cosine, double Sine)> waves = [];
        HashSet<(int Numerator, int Denominator)> taken = [];
        for (int season = 0; season < seasons.Length; season++)
        {
            for (int frequency = 1; frequency <= counts[season]; frequency++)
            {
                int divisor = GreatestDivisor(frequency, seasons[season]);
                if (taken.Add((frequency / divisor, seasons[season] / divisor)))
                {
                    // The sine of half a turn is not exactly 0 in floating point.
                    bool alternates = 2 * frequency == seasons[season];
                    double angle = 2 * Math.PI * frequency / seasons[season];
                    waves.Add((season, alternates ? -1 : Math.Cos(angle), alternates ? 0 : Math.Sin(angle)));
                }
            }
        }

        Count = waves.Count;
        Width = (Count + Lanes - 1) / Lanes * Lanes;
        SeasonOf = [.. waves.Select(wave => wave.Season)];
        Cosines = Pad(waves.Select(wave => wave.Cosine));
        Sines = Pad(waves.Select(wave => wave.Sine));
        Presence = Pad(waves.Select(_ => 1.0));
    }

    /// <summary>The seasons, ascending.</summary>
    public int[] Seasons { get; }

    /// <summary>How many frequencies each season has.</summary>
    public int[] Counts { get; }

    /// <summary>How many waves there are.</summary>
    public int Count { get; }

    /// <summary>The same, rounded up to a multiple of 4.</summary>
    public int Width { get; }

    /// <summary>How many numbers describe where the waves are; a wave of two steps has one, any other two.</summary>
    public int States => Sines.Count(sine => sine != 0) + Count;

    /// <summary>For each wave, the position of its season.</summary>
    public int[] SeasonOf { get; }

    /// <summary>The cosine of the angle by which each wave turns in a step.</summary>
    public double[] Cosines { get; }

    /// <summary>The sine of the angle.</summary>
    public double[] Sines { get; }

    /// <summary>1 for a wave, 0 for padding.</summary>
    public double[] Presence { get; }

    /// <summary>The seasons and their waves for people: <c>{12,5}, {24,11}</c>.</summary>
    public string Description => string.Join(", ", Seasons
        .Zip(Counts, (season, count) => (season, count))
        .Where(pair => pair.count > 0)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{{{pair.season},{pair.count}}}")));

    /// <summary>The sine and the cosine of the angle half-way between the first and the last wave of a season.</summary>
    public (double Sine, double Cosine) MiddleAngle(int season) => Math.SinCos(Math.PI * (1 + Counts[season]) / Seasons[season]);

    /// <summary>The same seasons with another number of waves for one of them.</summary>
    public TbatsHarmonics With(int season, int count)
    {
        int[] counts = [.. Counts];
        counts[season] = count;
        return new TbatsHarmonics(Seasons, counts);
    }

    private static int GreatestDivisor(int left, int right) => right == 0 ? left : GreatestDivisor(right, left % right);

    private double[] Pad(IEnumerable<double> values)
    {
        double[] padded = new double[Width];
        int index = 0;
        foreach (double value in values)
        {
            padded[index++] = value;
        }

        return padded;
    }
}
