using System.Text;
using Tollama.Numerics.Distributions;

namespace Tollama.Stats;

/// <summary>The random numbers of one path: they depend on the seed, the name of the series and the number of the path, and on nothing else.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014).</remarks>
internal struct PathRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15UL;

    private ulong _state;

    /// <summary>Begins a path.</summary>
    /// <param name="series">What <see cref="SeriesKey"/> says of the series.</param>
    /// <param name="path">The path, from 0.</param>
    public PathRandom(ulong series, int path) => _state = Mix(series + (Step * (ulong)(path + 1)));

    /// <summary>What distinguishes a series of a request from those of other names and other seeds.</summary>
    public static ulong SeriesKey(long seed, string id)
    {
        ulong key = Mix((ulong)seed + Step);
        foreach (byte letter in Encoding.UTF8.GetBytes(id))
        {
            key = Mix((key ^ letter) + Step);
        }

        return key;
    }

    /// <summary>The next number, of the standard normal distribution.</summary>
    public double NextNormal()
    {
        _state += Step;
        return NormalDistribution.InverseCdf(((Mix(_state) >> 11) + 0.5) / (1UL << 53));
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }
}
