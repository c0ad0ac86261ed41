using Tollama.Core.Frequencies;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds the column with the time stamps.</summary>
internal static class TimeColumnFinder
{
    private const double LikelyByName = 0.5;
    private const double LikelyByContent = 0.8;

    /// <summary>By name first, then by content.</summary>
    /// <returns>The column and why; <see langword="null"/> when there is none.</returns>
    public static (ColumnProfile Column, string Reason)? Find(IReadOnlyList<ColumnProfile> free)
    {
        ColumnProfile? named = free
            .Where(column => ColumnAliases.Rank(ColumnAliases.Time, column.Name) < int.MaxValue && IsPlausible(column))
            .MinBy(column => ColumnAliases.Rank(ColumnAliases.Time, column.Name));
        if (named is not null)
        {
            return (named, "by its name");
        }

        ColumnProfile? likely = free.FirstOrDefault(column => column.IsText && TimestampColumn.Plausibility(column.Sample) >= LikelyByContent)
            ?? free.FirstOrDefault(column => column.Index == 0 && AreAscendingDates(column));
        return likely is null ? null : (likely, "by its content");
    }

    private static bool IsPlausible(ColumnProfile column) =>
        column.Observed > 0 && (column.IsWhole || TimestampColumn.Plausibility(column.Sample) >= LikelyByName);

    /// <summary>Digits alone are taken for years or compact dates only if they go up row by row.</summary>
    private static bool AreAscendingDates(ColumnProfile column)
    {
        if (!column.IsWhole || column.Sample.Count < 2)
        {
            return false;
        }

        Timestamp previous = default;
        for (int i = 0; i < column.Sample.Count; i++)
        {
            if (!Timestamp.TryParse(column.Sample[i], out Timestamp stamp) || stamp.IsIndex || (i > 0 && stamp <= previous))
            {
                return false;
            }

            previous = stamp;
        }

        return true;
    }
}
