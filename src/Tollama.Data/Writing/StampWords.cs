using Tollama.Core.Frequencies;
using Tollama.Data.Writing.Stamps;

namespace Tollama.Data.Writing;

/// <summary>How a table writes its time stamps: <c>31.12.2024</c>, <c>Dec-24</c>, <c>2024Q4</c>, <c>12/31/2024 11:00 PM</c>.</summary>
/// <remarks>
/// Learned from the table's own cells: a form is taken only if it writes every one of them exactly as it was written. What several forms would write differently is
/// not guessed.
/// </remarks>
public sealed class StampWords
{
    private readonly IReadOnlyList<StampPattern> _patterns;

    private StampWords(IReadOnlyList<StampPattern> patterns) => _patterns = patterns;

    /// <summary>Learns the form of some cells.</summary>
    /// <param name="texts">The cells, each different one once.</param>
    /// <param name="stamps">What each of them was read as.</param>
    /// <returns><see langword="null"/> when no form writes all of the cells.</returns>
    public static StampWords? Learn(IReadOnlyList<string> texts, IReadOnlyList<Timestamp> stamps)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(stamps);
        if (texts.Count == 0 || texts.Count != stamps.Count || stamps.Any(stamp => stamp.IsIndex))
        {
            return null;
        }

        IReadOnlyList<StampPattern> patterns = PatternSearch.Find(texts, stamps);
        return patterns.Count == 0 ? null : new StampWords(patterns);
    }

    /// <summary>Whether some time stamps can be written: in every form that the table may have they look the same, and each of a series differs from the one before.</summary>
    /// <param name="series">The time stamps of each series.</param>
    public bool CanWrite(IEnumerable<IEnumerable<Timestamp>> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        foreach (IEnumerable<Timestamp> stamps in series)
        {
            string? last = null;
            foreach (Timestamp stamp in stamps)
            {
                string? text = stamp.IsIndex ? null : _patterns[0].Write(stamp);
                if (text is null || text == last || _patterns.Skip(1).Any(other => other.Write(stamp) != text))
                {
                    return false;
                }

                last = text;
            }
        }

        return true;
    }

    /// <summary>A time stamp in the table's form.</summary>
    /// <exception cref="InvalidOperationException">It cannot be written so, see <see cref="CanWrite"/>.</exception>
    public string Write(Timestamp stamp) =>
        (stamp.IsIndex ? null : _patterns[0].Write(stamp)) ?? throw new InvalidOperationException($"The form of the table has no words for {stamp}.");
}
