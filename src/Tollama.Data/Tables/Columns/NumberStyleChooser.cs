using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Columns;

/// <summary>Decides for each column, from all of its cells, how its numbers are written; above all whether with a decimal point or a decimal comma.</summary>
internal static class NumberStyleChooser
{
    /// <summary>So many cells of one mark for one of the other make the other a slip.</summary>
    private const int Overwhelming = 20;

    /// <param name="columns">The columns of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="given">The mark that the user named.</param>
    /// <param name="warnings">Where a guess is told.</param>
    /// <returns>The style of each column.</returns>
    public static IReadOnlyList<NumberStyle> Decide(IReadOnlyList<ColumnProfile> columns, ITable table, char? given, WarningList warnings)
    {
        // Typed numbers are not written at all: they say nothing of how texts beside them are.
        bool anyComma = columns.Any(column => IsEvidence(column) && column[NumberKind.Comma] > column[NumberKind.Point]);
        bool anyPoint = columns.Any(column => IsEvidence(column) && column[NumberKind.Point] > column[NumberKind.Comma]);
        return [.. columns.Select(column => Decide(column, table.MarkOf(column.Index) ?? given, Found))];

        char Found(ColumnProfile column) => Mark(column, table.Delimiter, anyComma && !anyPoint, anyPoint && !anyComma, warnings);
    }

    private static NumberStyle Decide(ColumnProfile column, char? given, Func<ColumnProfile, char> found) => new()
    {
        DecimalMark = given ?? found(column),
        ReadsBothMarks = given is null && HasBothMarks(column),
        Unit = column.HasUnit ? column.Units.Unit : null,
        DashIsZero = column.Decorations.HasPaddedDash,
        Problem = NumberProblems.Of(column) ?? (given is null && column.IsNumeric ? Doubt(column) : null),
    };

    /// <summary>Programs write 1.0 for a whole number in every country, and 01.2024 for a month.</summary>
    private static bool IsEvidence(ColumnProfile column) => column is { IsNumeric: true, IsTyped: false } && !column.IsIntegral && !TimeNames.IsTime(column.Name);

    private static bool HasBothMarks(ColumnProfile column) => column.IsNumeric && column[NumberKind.Point] > 0 && column[NumberKind.Comma] > 0;

    private static CellExample? Doubtful(ColumnProfile column) => column.First(NumberKind.PointOrThousands) ?? column.First(NumberKind.CommaOrThousands);

    /// <summary>Why no mark is right for the column.</summary>
    private static string? Doubt(ColumnProfile column)
    {
        if (Doubtful(column) is not { } doubtful)
        {
            return null;
        }

        int points = column[NumberKind.Point];
        int commas = column[NumberKind.Comma];
        if (HasBothMarks(column) && Math.Max(points, commas) < Overwhelming * Math.Min(points, commas))
        {
            return $"{column.First(NumberKind.Point)} has a decimal point and {column.First(NumberKind.Comma)} a decimal comma, so that {doubtful} may be a fraction or thousands. "
                + "Say decimal='.' or decimal=','";
        }

        bool isOfOther = column.First(commas > points ? NumberKind.PointOrThousands : NumberKind.CommaOrThousands) is not null;
        return isOfOther && points != commas && column.Digits.AreLikelyOtherFractions()
            ? $"{column.First(commas > points ? NumberKind.Comma : NumberKind.Point)} has a decimal {(commas > points ? "comma" : "point")}, but {doubtful} is like it as a fraction only. "
                + "Write all cells alike, or say decimal='.' or decimal=','"
            : null;
    }

    private static char Mark(ColumnProfile column, char? delimiter, bool othersComma, bool othersPoint, WarningList warnings)
    {
        int points = column[NumberKind.Point];
        int commas = column[NumberKind.Comma];
        if (HasBothMarks(column))
        {
            warnings.Add(
                $"column '{column.Name}': {points} cells have a decimal point, such as {column.First(NumberKind.Point)}, and {commas} a decimal comma, such as "
                + $"{column.First(NumberKind.Comma)}; each was read by its own mark. Say decimal='.' or decimal=',' if that is wrong");
        }

        if (points != commas)
        {
            return points > commas ? '.' : ',';
        }

        bool doubtfulPoint = column[NumberKind.PointOrThousands] > 0;
        bool doubtfulComma = column[NumberKind.CommaOrThousands] > 0;
        if (!column.IsNumeric || (!doubtfulPoint && !doubtfulComma))
        {
            return '.';
        }

        bool oneDoubt = doubtfulPoint != doubtfulComma;
        if (oneDoubt && column.Digits.AreThousands() is { } grouped)
        {
            return doubtfulPoint == grouped ? ',' : '.';
        }

        // "1.234" and "1,234" fit both: the other columns decide, then the numbers beside them, then the delimiter (beside a semicolon a comma is free for decimals).
        char mark = othersComma ? ','
            : othersPoint ? '.'
            : oneDoubt && column.Digits.AreLikelyThousands() is { } likely ? doubtfulPoint == likely ? ',' : '.'
            : delimiter == ';' && oneDoubt ? ','
            : '.';
        bool thousands = mark == '.' ? doubtfulComma : doubtfulPoint;
        if (!othersComma && !othersPoint)
        {
            string example = Doubtful(column)?.Text ?? "";
            warnings.Add(
                $"column '{column.Name}': it is not clear whether '{example}' has a fraction or thousands; read as {(thousands ? "thousands" : "a fraction")} "
                + $"(decimal mark '{mark}'). Say decimal='.' or decimal=',' if that is wrong");
        }

        return mark;
    }
}
