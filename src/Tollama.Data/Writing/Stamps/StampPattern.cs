using System.Text;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Writing.Stamps;

/// <summary>A form of time stamps: pieces one after the other.</summary>
internal sealed class StampPattern(IReadOnlyList<StampPiece> pieces)
{
    /// <summary>What the pieces tell, in their order: two forms that tell the same differ in leading zeros or names only.</summary>
    public string Meaning { get; } = string.Join(' ', pieces.Select(piece => piece.Kind));

    /// <summary>A time stamp in this form; <see langword="null"/> when it cannot be written so.</summary>
    public string? Write(Timestamp stamp)
    {
        StringBuilder text = new();
        foreach (StampPiece piece in pieces)
        {
            if (piece.Write(stamp) is not { } part)
            {
                return null;
            }

            text.Append(part);
        }

        return text.ToString();
    }
}
