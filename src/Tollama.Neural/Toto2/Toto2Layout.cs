namespace Tollama.Neural;

/// <summary>Which patches of which variates are tokens, and where. Patches of the past in which nothing was observed are none.</summary>
internal sealed class Toto2Layout
{
    private readonly int[][] _positions;
    private readonly int[][] _tokenAt;

    /// <summary>Packs the tokens of all variates.</summary>
    /// <param name="isToken">For each variate and each position in time whether there is a token.</param>
    /// <param name="groups">The group of each variate.</param>
    public Toto2Layout(IReadOnlyList<bool[]> isToken, IReadOnlyList<int> groups)
    {
        _positions = [.. isToken.Select(row => Enumerable.Range(0, row.Length).Where(position => row[position]).ToArray())];
        Tokens = new TokenLayout([.. _positions.Select(positions => positions.Length)]);
        Groups = new RowGroups(groups);
        _tokenAt = [.. isToken.Select(row => Enumerable.Repeat(-1, row.Length).ToArray())];
        for (int row = 0; row < _positions.Length; row++)
        {
            for (int i = 0; i < _positions[row].Length; i++)
            {
                _tokenAt[row][_positions[row][i]] = Tokens.Start(row) + i;
            }
        }
    }

    /// <summary>Where the tokens of each variate are.</summary>
    public TokenLayout Tokens { get; }

    /// <summary>Which variates look at each other.</summary>
    public RowGroups Groups { get; }

    /// <summary>The positions in time of a variate's tokens, ascending.</summary>
    public ReadOnlySpan<int> Positions(int row) => _positions[row];

    /// <summary>The token at a position of a variate; -1 if there is none.</summary>
    public int TokenAt(int row, int position) => position < _tokenAt[row].Length ? _tokenAt[row][position] : -1;
}
