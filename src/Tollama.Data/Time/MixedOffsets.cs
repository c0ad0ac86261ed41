using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Stamps with an offset from UTC beside stamps without: when the latter were is not known.</summary>
internal static class MixedOffsets
{
    /// <summary>The reason to refuse the column; <see langword="null"/> when all stamps have an offset, none has, or all are days.</summary>
    public static string? Problem(StampRows rows)
    {
        int with = -1;
        int without = -1;
        bool areDays = true;
        for (int row = 0; row < rows.Count; row++)
        {
            if (!rows.IsRead(row))
            {
                continue;
            }

            Timestamp stamp = rows[row];
            with = with < 0 && stamp.Offset is not null ? row : with;
            without = without < 0 && stamp.Offset is null ? row : without;
            areDays &= stamp.Local.TimeOfDay == TimeSpan.Zero && (stamp.Offset ?? TimeSpan.Zero) == TimeSpan.Zero;
        }

        // 2024-01-01 is the day 2024-01-01T00:00Z, too.
        return with < 0 || without < 0 || areDays
            ? null
            : $"'{Excerpt.Of(rows.Cell(with))}' has an offset from UTC, '{Excerpt.Of(rows.Cell(without))}' has none. Write the offset, or Z, in every row or in none.";
    }
}
