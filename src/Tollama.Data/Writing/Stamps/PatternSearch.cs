using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Writing.Stamps;

/// <summary>Looks for the forms that write texts of time stamps exactly as they are.</summary>
/// <remarks>The first text is cut into runs of digits and letters; each run of digits may tell whatever has its value there. What tells all other texts, too, stays.</remarks>
internal static class PatternSearch
{
    private const int MostPatterns = 4096;

    private static readonly PieceKind[] Padded =
    [
        PieceKind.Year, PieceKind.WeekYear, PieceKind.CompactDay, PieceKind.CompactMonth, PieceKind.Day, PieceKind.Month, PieceKind.ShortYear, PieceKind.Quarter, PieceKind.Half,
        PieceKind.Week, PieceKind.DayOfYear, PieceKind.Hour, PieceKind.HalfDayHour, PieceKind.Minute, PieceKind.Second, PieceKind.Fraction,
    ];

    /// <summary>The forms, one of each meaning.</summary>
    public static IReadOnlyList<StampPattern> Find(IReadOnlyList<string> texts, IReadOnlyList<Timestamp> stamps)
    {
        SeenNames names = new(texts, stamps);
        string first = texts[0];
        StampPiece? offset = OffsetOf(first, out int end);
        List<TextRun> runs = TextRun.Cut(first.AsSpan(0, end));
        List<List<StampPiece>> found = [];
        Extend(runs, 0, [], stamps[0], names, found);
        IEnumerable<StampPattern> patterns = found.Select(pieces => new StampPattern(offset is null ? pieces : [.. pieces, offset]));
        return [.. patterns.Where(pattern => WritesAll(pattern, texts, stamps)).DistinctBy(pattern => pattern.Meaning)];
    }

    private static bool WritesAll(StampPattern pattern, IReadOnlyList<string> texts, IReadOnlyList<Timestamp> stamps)
    {
        for (int row = 0; row < texts.Count; row++)
        {
            if (pattern.Write(stamps[row]) != texts[row])
            {
                return false;
            }
        }

        return true;
    }

    private static void Extend(List<TextRun> runs, int at, List<StampPiece> pieces, Timestamp stamp, SeenNames names, List<List<StampPiece>> found)
    {
        if (found.Count == MostPatterns)
        {
            return;
        }

        if (at == runs.Count)
        {
            if (DateMeaning.IsWhole(pieces))
            {
                found.Add([.. pieces]);
            }

            return;
        }

        foreach (StampPiece piece in PiecesOf(runs[at], stamp, names, pieces.Exists(IsShort)).Where(piece => MayFollow(pieces, piece.Kind)))
        {
            pieces.Add(piece);
            Extend(runs, at + 1, pieces, stamp, names, found);
            pieces.RemoveAt(pieces.Count - 1);
        }
    }

    private static IEnumerable<StampPiece> PiecesOf(TextRun run, Timestamp stamp, SeenNames names, bool isShort)
    {
        if (run.IsLetters)
        {
            return names.PieceOf(run.Text, stamp.Local) is { } word ? [word] : [];
        }

        if (!run.IsDigits)
        {
            return [new StampPiece(PieceKind.Literal, Text: run.Text)];
        }

        // One form with leading zeros and one without, where the text does not tell: the likelier one first.
        return Padded
            .SelectMany(kind => WidthsOf(kind, run.Text.Length, isShort).Distinct().Select(width => new StampPiece(kind, width)))
            .Where(piece => piece.Kind != PieceKind.Fraction || run.Text.Length <= 7)
            .Where(piece => piece.Write(stamp) == run.Text);
    }

    private static bool IsShort(StampPiece piece) => piece is { Kind: PieceKind.Day or PieceKind.Month, Width: 1 };

    private static int[] WidthsOf(PieceKind kind, int digits, bool isShort) => kind switch
    {
        PieceKind.Fraction => [digits],
        PieceKind.HalfDayHour => [1, 2],
        PieceKind.Hour when isShort => [1, 2],
        _ => [WidthOf(kind), 1],
    };

    private static int WidthOf(PieceKind kind) => kind switch
    {
        PieceKind.Year or PieceKind.WeekYear => 4,
        PieceKind.ShortYear or PieceKind.Minute or PieceKind.Second => 2,
        PieceKind.Quarter or PieceKind.Half => 1,
        PieceKind.DayOfYear => 3,
        _ => 2,
    };

    private static bool MayFollow(List<StampPiece> before, PieceKind kind)
    {
        if (kind == PieceKind.Literal)
        {
            return true;
        }

        bool Has(PieceKind other) => before.Exists(piece => piece.Kind == other);
        return !Has(kind) && kind switch
        {
            PieceKind.ShortYear => !Has(PieceKind.Year),
            PieceKind.Year => !Has(PieceKind.ShortYear),

            // Hours, minutes and seconds stand in this order: where they are all 00, nothing else tells them apart.
            PieceKind.Minute => Has(PieceKind.Hour) || Has(PieceKind.HalfDayHour),
            PieceKind.Second => Has(PieceKind.Minute),
            PieceKind.Fraction => Has(PieceKind.Second),
            PieceKind.HalfDay => Has(PieceKind.HalfDayHour),
            PieceKind.Hour => !Has(PieceKind.HalfDayHour),
            PieceKind.HalfDayHour => !Has(PieceKind.Hour),
            _ => true,
        };
    }

    /// <summary>The offset at the end of a text that has a time of day: Z, +01:00, +0100 or +01.</summary>
    private static StampPiece? OffsetOf(string text, out int end)
    {
        end = text.Length;
        int clock = text.IndexOf(':', StringComparison.Ordinal);
        if (clock < 0)
        {
            return null;
        }

        if (text[^1] == 'Z')
        {
            end--;
            return new StampPiece(PieceKind.Offset, Text: "Z");
        }

        int sign = text.LastIndexOfAny(['+', '-']);
        ReadOnlySpan<char> rest = sign > clock ? text.AsSpan(sign + 1) : default;
        string style = rest.Length switch
        {
            2 => "hh",
            4 => "hhmm",
            5 when rest[2] == ':' => "hh:mm",
            _ => "",
        };
        if (style.Length == 0 || !int.TryParse(rest.Length == 5 ? $"{rest[..2]}{rest[3..]}" : rest, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return null;
        }

        end = sign;
        return new StampPiece(PieceKind.Offset, Text: style);
    }
}
