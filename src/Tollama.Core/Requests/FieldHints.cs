namespace Tollama.Core.Requests;

/// <summary>What the fields of other programs' requests are called here. Their names are too unlike ours to be found by their letters.</summary>
internal static class FieldHints
{
    private const string Records = "a table of records, [{\"ds\": …, \"y\": …}, …], is sent as the whole body, and model and horizon in the query";

    private const string Intervals =
        "an interval of 80 percent lies between the quantiles 0.1 and 0.9, one of 95 percent between 0.025 and 0.975";

    private static readonly Hint[] Hints =
    [
        new(["h", "fh", "prediction_length", "steps", "n_steps", "num_steps", "periods", "n_periods", "forecast_length", "forecast_horizon", "n_ahead", "steps_ahead"])
        {
            Fields = [RequestFields.Horizon.Name], Why = "it is the number of steps to forecast", InQuery = "it is the number of steps to forecast",
        },
        new(["level", "levels", "interval", "confidence", "confidence_level", "coverage", "alpha", "interval_width", "prediction_interval"])
        {
            Fields = [RequestFields.Quantiles.Name], Why = Intervals + ": \"quantiles\": [0.1, 0.9]", InQuery = Intervals + ": quantiles=0.1,0.9",
        },
        new(["q", "quantile_levels", "percentiles"]) { Fields = [RequestFields.Quantiles.Name], Why = "its levels lie between 0 and 1: [0.1, 0.5, 0.9]" },
        new(["num_samples", "n_samples", "samples", "num_parallel_samples"]) { Fields = [RequestFields.Paths.Name], Why = "it is the number of sample paths" },
        new(["frequency", "freqstr", "granularity", "sampling_rate", "offset"]) { Fields = [RequestFields.Freq.Name], Why = "it is the time between two values: D, MS, 15min" },
        new(["y", "values", "value", "data", "history", "context", "past_target", "inputs", "past_values", "ts"])
        {
            Fields = [RequestFields.Target.Name, "series"], Why = $"the values of a series are one array, \"target\": [1, 2, null]; {Records}", InQuery = "it names the column of values",
        },
        new(["df", "table", "records", "rows", "dataframe", "dataset"]) { Fields = ["series"], Why = Records },
        new(["ds", "date", "dates", "time", "times", "timestamp", "datetime", "index", "start", "start_date"])
        {
            Fields = ["timestamps", RequestFields.Time.Name, "series"],
            Why = $"the time stamps of a series are one array beside target, \"timestamps\": [\"2024-01-01\", …]; {Records}",
            InQuery = "it names the column of time stamps",
        },
        new(["unique_id", "item_id", "series_id", "ts_id", "key"])
        {
            Fields = [RequestFields.Id.Name, "series"], Why = $"each series has its name as \"id\"; {Records}", InQuery = "it names the column that tells the series apart",
        },
        new(["x_df", "x", "exog", "x_future", "futr_exog", "futr_exog_list", "future_exog", "xreg", "newxreg", "feat_dynamic_real", "known_covariates", "future_regressors"])
        {
            Fields = [RequestFields.FutureCovariates.Name, "series"], Why = "it stands in each series: names and arrays of as many values as the horizon (or target and horizon) has",
        },
        new(["hist_exog", "hist_exog_list", "past_exog", "x_past", "past_feat_dynamic_real", "past_regressors"])
        {
            Fields = ["past_covariates", RequestFields.Covariates.Name, "series"], Why = "it stands in each series: names and arrays of as many values as target has",
        },
        new(["static_exog", "stat_exog", "stat_exog_list", "static_df", "static_features", "feat_static_real", "feat_static_cat"])
        {
            Fields = ["static_covariates", "series"], Why = "it stands in each series: names and values that do not change",
        },
        new([RequestFields.SeasonLength.Name, "seasonality", "season", "seasonal_period", "seasonal_periods", "sp", "m", "period"])
        {
            Fields = [RequestFields.SeasonLength.Name, RequestFields.Options.Name], Why = "it is an option of the model: \"options\": {\"season_length\": 12}",
        },
    ];

    private static readonly Dictionary<string, Hint> ByName =
        Hints.SelectMany(hint => hint.Names.Select(name => (name, hint))).ToDictionary(pair => pair.name, pair => pair.hint, StringComparer.OrdinalIgnoreCase);

    /// <summary>What was meant by a field of another program; <see langword="null"/> if nothing is known of it, or if nothing here has its meaning.</summary>
    /// <param name="field">The field that is not known.</param>
    /// <param name="known">The fields that may stand there.</param>
    /// <param name="isQuery">Whether they are those of a query, where columns are named.</param>
    /// <param name="isSeries">Whether they are those of a series.</param>
    public static string? For(string field, IReadOnlyCollection<string> known, bool isQuery, bool isSeries)
    {
        if (!ByName.TryGetValue(field, out Hint? hint))
        {
            return null;
        }

        string? why = isQuery ? hint.InQuery : hint.Why;
        string because = why is null ? "" : $" {char.ToUpperInvariant(why[0])}{why[1..]}";
        return Array.Find(hint.Fields, known.Contains) is { } meant ? $"did you mean '{meant}'?{because}"
            : isSeries && Array.Find(hint.Fields, RequestFields.NamesAt(FieldPlaces.Body).Contains) is { } beside ? $"did you mean '{beside}'? It stands beside series, not in one.{because}"
            : null;
    }

    /// <summary>Names that mean one thing.</summary>
    private sealed record Hint(string[] Names)
    {
        /// <summary>What it is called here; the first that may stand at the place counts.</summary>
        public required string[] Fields { get; init; }

        /// <summary>What it is, and how it is sent in JSON.</summary>
        public required string Why { get; init; }

        /// <summary>What it is in a query, and how it is sent there.</summary>
        public string? InQuery { get; init; }
    }
}
