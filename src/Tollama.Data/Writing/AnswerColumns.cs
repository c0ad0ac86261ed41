using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Data.Writing;

/// <summary>Which columns the table of an answer has, in their order: ids, time stamps, numbers, errors.</summary>
public sealed record AnswerColumns
{
    /// <summary>The column for the reason why a series failed.</summary>
    public const string Error = "error";

    /// <summary>The id columns of the table from which the forecast was made, see <see cref="SeriesKeys.ColumnsOf"/>; empty, the default, for one column with the series' names.</summary>
    public IReadOnlyList<string> IdColumns { get; init; } = [];

    /// <summary>What the column of time stamps holds; texts by default.</summary>
    public StampType Stamps { get; init; } = new(StampKind.Text);

    /// <summary>The columns of numbers.</summary>
    public ForecastColumns Numbers { get; init; } = new();

    /// <summary>Whether the answer is that to a table of one series, which no column names.</summary>
    public bool IsOneSeries { get; init; }

    /// <summary>Whether there is a column for errors.</summary>
    public bool HasErrors { get; init; }

    /// <summary>The names of the id columns, at least one.</summary>
    public IReadOnlyList<string> IdNames => IdColumns.Count == 0 ? [SeriesKeys.NameColumn] : IdColumns;

    /// <summary>The time stamp of a step, from 0; <see langword="null"/> when it is known as a text only.</summary>
    public static Timestamp? StampAt(SeriesForecastData forecast, int step)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return forecast.Timestamps switch
        {
            null => Timestamp.FromIndex(step + 1),
            IStampedSteps stamped when step < stamped.Count => stamped.StampAt(step),
            { } texts when step < texts.Count && Timestamp.TryParse(texts[step].AsSpan(), out Timestamp stamp) => stamp,
            _ => null,
        };
    }
}
