namespace Tollama.Neural;

/// <summary>Learned biases of attention that depend on the distance from query to key, in buckets that grow with the distance.</summary>
/// <remarks>
/// Raffel et al., Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer (2020), section 2.1, in the two-sided
/// form of its encoder.
/// </remarks>
internal sealed class RelativeBias
{
    private readonly float[][] _byDistance;
    private readonly int _length;

    /// <summary>Spreads the table over all distances.</summary>
    /// <param name="table">The biases, <paramref name="heads"/> of each bucket.</param>
    /// <param name="heads">How many heads.</param>
    /// <param name="buckets">How many buckets.</param>
    /// <param name="maxDistance">The distance from which on all are in the last bucket.</param>
    /// <param name="length">The longest sequence.</param>
    public RelativeBias(ReadOnlySpan<float> table, int heads, int buckets, int maxDistance, int length)
    {
        _length = length;
        _byDistance = new float[heads][];
        for (int head = 0; head < heads; head++)
        {
            float[] biases = _byDistance[head] = new float[(2 * length) - 1];
            for (int i = 0; i < biases.Length; i++)
            {
                biases[i] = table[(Bucket(i - length + 1, buckets, maxDistance) * heads) + head];
            }
        }
    }

    /// <summary>The biases of the first <paramref name="keys"/> keys for one query.</summary>
    public ReadOnlySpan<float> Of(int head, int query, int keys) => _byDistance[head].AsSpan(_length - 1 - query, keys);

    /// <summary>
    /// The bucket of a distance: half of them for keys after the query, and of each half the first half for single distances.
    /// </summary>
    internal static int Bucket(int distance, int buckets, int maxDistance)
    {
        int half = buckets / 2;
        int exact = half / 2;
        int first = distance > 0 ? half : 0;
        int magnitude = Math.Abs(distance);
        if (magnitude < exact)
        {
            return first + magnitude;
        }

        // In single precision, as the models were trained: the edges of the buckets depend on it.
        float position = MathF.Log((float)magnitude / exact) / (float)Math.Log((double)maxDistance / exact) * (half - exact);
        return first + Math.Min(half - 1, exact + (int)position);
    }
}
