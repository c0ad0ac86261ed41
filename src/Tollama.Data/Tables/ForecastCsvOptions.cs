namespace Tollama.Data.Tables;

/// <summary>What the columns of a forecast are called.</summary>
public sealed record ForecastCsvOptions
{
    /// <summary>The column with the series' ids; <c>unique_id</c> by default.</summary>
    public string IdColumn { get; init; } = "unique_id";

    /// <summary>The column with the future time stamps; <c>ds</c> by default.</summary>
    public string TimeColumn { get; init; } = "ds";

    /// <summary>The column with the point forecasts; <c>mean</c> by default.</summary>
    public string MeanColumn { get; init; } = "mean";

    /// <summary>What stands before the level in the columns of the quantiles, <c>q0.1</c>; <c>q</c> by default.</summary>
    public string QuantilePrefix { get; init; } = "q";

    /// <summary>The column with why a series could not be forecast, where there is one; <c>error</c> by default.</summary>
    public string ErrorColumn { get; init; } = "error";

    /// <summary>Whether there is a column for errors.</summary>
    public bool HasErrors { get; init; }

    /// <summary>The names of the table from which the forecast was made, where it had some.</summary>
    public static ForecastCsvOptions For(TableRoles roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        ForecastCsvOptions usual = new();
        return usual with
        {
            IdColumn = roles.IdColumns.Count > 0 ? string.Join('/', roles.IdColumns) : usual.IdColumn,
            TimeColumn = roles.TimeColumns is [{ } time] ? time : usual.TimeColumn,
        };
    }
}
