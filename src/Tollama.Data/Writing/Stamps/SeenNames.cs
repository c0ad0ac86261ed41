using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Writing.Stamps;

/// <summary>The names in the texts of time stamps, as far as they were seen.</summary>
internal sealed class SeenNames
{
    private readonly string?[] _months = new string?[12];
    private readonly string?[] _weekdays = new string?[7];

    /// <summary>Looks at all texts.</summary>
    public SeenNames(IReadOnlyList<string> texts, IReadOnlyList<Timestamp> stamps)
    {
        for (int row = 0; row < texts.Count; row++)
        {
            DateTime local = stamps[row].Local;
            foreach (TextRun run in TextRun.Cut(texts[row]).Where(run => run.IsLetters))
            {
                if (DateWords.Month(run.Text) == local.Month)
                {
                    _months[local.Month - 1] ??= run.Text;
                }
                else if (DateWords.IsWeekday(run.Text, beforeDigits: true))
                {
                    _weekdays[(int)local.DayOfWeek] ??= run.Text;
                }
            }
        }
    }

    /// <summary>What a word tells; <see langword="null"/> when no word of a date is known that is written so.</summary>
    public StampPiece? PieceOf(string word, DateTime local)
    {
        if (_months[local.Month - 1] == word)
        {
            return new StampPiece(PieceKind.MonthName, Names: MonthNames.Complete(_months));
        }

        if (_weekdays[(int)local.DayOfWeek] == word)
        {
            return new StampPiece(PieceKind.Weekday, Names: _weekdays);
        }

        return word switch
        {
            "AM" or "PM" => new StampPiece(PieceKind.HalfDay, Names: ["AM", "PM"]),
            "am" or "pm" => new StampPiece(PieceKind.HalfDay, Names: ["am", "pm"]),
            "T" or "t" or "h" or "H" or "Uhr" or "FY" => new StampPiece(PieceKind.Literal, Text: word),
            _ when DateWords.Unit(word) != CellFieldKind.None || DateWords.IsLink(word) => new StampPiece(PieceKind.Literal, Text: word),

            // A word that is not understood, such as the name of a zone, may be another in the future.
            _ => null,
        };
    }
}
