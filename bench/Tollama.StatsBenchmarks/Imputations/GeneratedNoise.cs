namespace Tollama.StatsBenchmarks;

/// <summary>Normal numbers, the same for a seed on every machine: Marsaglia's polar method over the generator of Steele, Lea and Flood (SplitMix64).</summary>
internal sealed class GeneratedNoise(int seed)
{
    private ulong _state = unchecked((ulong)(seed + 1) * 0x9E3779B97F4A7C15UL);

    public double Next()
    {
        while (true)
        {
            double x = (2 * Uniform()) - 1, y = (2 * Uniform()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
            }
        }
    }

    private double Uniform()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        ulong mixed = _state;
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
