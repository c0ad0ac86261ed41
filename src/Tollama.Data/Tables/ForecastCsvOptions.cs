using Tollama.Core.Api;

namespace Tollama.Data.Tables;

/// <summary>Which columns a table of forecasts has.</summary>
public sealed record ForecastCsvOptions
{
    /// <summary>The id columns of the table from which the forecast was made, see <see cref="SeriesKeys.ColumnsOf"/>; empty, the default, for one column with the series' names.</summary>
    public IReadOnlyList<string> IdColumns { get; init; } = [];

    /// <summary>Whether there is a column for errors.</summary>
    public bool HasErrors { get; init; }
}
