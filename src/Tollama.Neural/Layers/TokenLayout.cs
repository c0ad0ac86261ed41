namespace Tollama.Neural;

/// <summary>Where the tokens of several sequences lie when all are packed one after the other, without padding.</summary>
internal sealed class TokenLayout
{
    private readonly int[] _starts;

    /// <summary>Packs sequences of these lengths.</summary>
    public TokenLayout(IReadOnlyList<int> lengths)
    {
        _starts = new int[lengths.Count + 1];
        for (int i = 0; i < lengths.Count; i++)
        {
            _starts[i + 1] = checked(_starts[i] + lengths[i]);
        }
    }

    /// <summary>How many sequences.</summary>
    public int Sequences => _starts.Length - 1;

    /// <summary>How many tokens in all.</summary>
    public int Tokens => _starts[^1];

    /// <summary>The first token of a sequence.</summary>
    public int Start(int sequence) => _starts[sequence];

    /// <summary>The tokens of a sequence.</summary>
    public int Length(int sequence) => _starts[sequence + 1] - _starts[sequence];
}
