namespace Tollama.Neural;

/// <summary>The angles by which positions rotate queries and keys.</summary>
/// <remarks>
/// Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding (2021): position times base^(-2 i / size). With a decay also
/// Sun et al., A Length-Extrapolatable Transformer (2023): queries shrink with their position and keys grow, so that their product fades
/// with the distance, the faster the quicker a pair rotates.
/// </remarks>
internal sealed class RotaryTable
{
    /// <summary>After so many positions the slowest pair keeps all and the quickest 0.4 / 1.4.</summary>
    private const double DecayLength = 256;

    private readonly int _half;
    private readonly float[] _cosines;
    private readonly float[] _sines;

    /// <summary>Computes the table.</summary>
    /// <param name="size">How many numbers are rotated; even.</param>
    /// <param name="rotationBase">The base.</param>
    /// <param name="positions">Positions from 0 to below this one.</param>
    /// <param name="decay">1 for queries that shrink with their position, -1 for keys that grow; 0 for neither.</param>
    public RotaryTable(int size, double rotationBase, int positions, int decay = 0)
    {
        _half = size / 2;
        _cosines = new float[checked(positions * _half)];
        _sines = new float[_cosines.Length];
        for (int i = 0; i < _cosines.Length; i++)
        {
            (int position, int pair) = Math.DivRem(i, _half);
            double angle = position * Math.Pow(rotationBase, -2.0 * pair / size);
            double kept = Math.Pow(((2.0 * pair) + (0.4 * size)) / (1.4 * size), decay * position / DecayLength);
            _cosines[i] = (float)(kept * Math.Cos(angle));
            _sines[i] = (float)(kept * Math.Sin(angle));
        }
    }

    /// <summary>The cosines of a position.</summary>
    public ReadOnlySpan<float> Cosines(int position) => _cosines.AsSpan(position * _half, _half);

    /// <summary>The sines of a position.</summary>
    public ReadOnlySpan<float> Sines(int position) => _sines.AsSpan(position * _half, _half);

    /// <summary>Rotates the heads of every token; number <c>i</c> goes with number <c>i + size / 2</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="x">The tokens, from the first number of the first head on.</param>
    /// <param name="tokens">How many tokens.</param>
    /// <param name="stride">The distance of two tokens.</param>
    /// <param name="heads">The heads of a token, without a gap.</param>
    /// <param name="firstPosition">The position of the first token.</param>
    public void RotateHalves(ForwardPass pass, Span<float> x, int tokens, int stride, int heads, int firstPosition)
    {
        for (int token = 0; token < tokens; token++)
        {
            ReadOnlySpan<float> cosines = Cosines(firstPosition + token);
            ReadOnlySpan<float> sines = Sines(firstPosition + token);
            for (int head = 0; head < heads; head++)
            {
                pass.Kernels.RotateHalves(x.Slice((token * stride) + (head * 2 * _half), 2 * _half), cosines, sines);
            }
        }
    }

    /// <summary>Rotates the first numbers of the heads of every token; number <c>2 i</c> goes with number <c>2 i + 1</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="x">The tokens, from the first number of the first head on.</param>
    /// <param name="tokens">How many tokens.</param>
    /// <param name="stride">The distance of two tokens.</param>
    /// <param name="heads">The heads of a token, without a gap.</param>
    /// <param name="headSize">The numbers of a head; those behind the table's size stay as they are.</param>
    public void RotatePairs(ForwardPass pass, Span<float> x, int tokens, int stride, int heads, int headSize)
    {
        for (int token = 0; token < tokens; token++)
        {
            for (int head = 0; head < heads; head++)
            {
                pass.Kernels.RotatePairs(x.Slice((token * stride) + (head * headSize), 2 * _half), Cosines(token), Sines(token));
            }
        }
    }
}
