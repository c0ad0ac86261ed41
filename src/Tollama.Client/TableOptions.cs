using System.Globalization;
using System.Text;

namespace Tollama.Client;

/// <summary>What to do with a table that is posted as it is: the query of <c>POST /api/forecast</c> with a <c>text/csv</c> body.</summary>
public sealed record TableOptions
{
    /// <summary>The installed model.</summary>
    public required string Model { get; init; }

    /// <summary>How many steps to forecast; at least 1.</summary>
    public required int Horizon { get; init; }

    /// <summary>The quantile levels, ascending, unique, each in (0, 1); none by default.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>The time between two values; inferred by default.</summary>
    public string? Frequency { get; init; }

    /// <summary>The column of time stamps; found by name and content by default.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The column of values; found by name and content by default.</summary>
    public string? TargetColumn { get; init; }

    /// <summary>The column of series ids; found by name and content by default.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The columns that are covariates; none by default.</summary>
    public IReadOnlyList<string> CovariateColumns { get; init; } = [];

    /// <summary>The columns that are covariates whose future is known: rows after the last observed value hold it. None by default.</summary>
    public IReadOnlyList<string> FutureCovariateColumns { get; init; } = [];

    /// <summary>True to refuse data that would be repaired otherwise; false by default.</summary>
    public bool Strict { get; init; }

    /// <summary>True if one series that cannot be forecast fails the request; false by default.</summary>
    public bool FailFast { get; init; }

    /// <summary>True to get the end of each series' history back; false by default.</summary>
    public bool IncludeHistory { get; init; }

    /// <summary>How long the model stays loaded: seconds or a duration; the daemon's default when absent.</summary>
    public string? KeepAlive { get; init; }

    /// <summary>After how long the daemon gives up: seconds or a duration; the daemon's default when absent.</summary>
    public string? Timeout { get; init; }

    /// <summary>The seed of a model that simulates.</summary>
    public long? Seed { get; init; }

    /// <summary>Settings of the model by name: <c>season_length</c> to <c>12</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The query, with its question mark.</summary>
    /// <param name="stream">True for status lines before the answer.</param>
    internal string ToQuery(bool stream)
    {
        StringBuilder query = new();
        Add(query, "model", Model);
        Add(query, "horizon", Horizon.ToString(CultureInfo.InvariantCulture));
        Add(query, "quantiles", string.Join(',', Quantiles.Select(level => level.ToString("R", CultureInfo.InvariantCulture))));
        Add(query, "freq", Frequency);
        Add(query, "time", TimeColumn);
        Add(query, "target", TargetColumn);
        Add(query, "id", IdColumn);
        Add(query, "covariates", string.Join(',', CovariateColumns));
        Add(query, "future_covariates", string.Join(',', FutureCovariateColumns));
        Add(query, "strict", Strict ? "true" : null);
        Add(query, "fail_fast", FailFast ? "true" : null);
        Add(query, "include_history", IncludeHistory ? "true" : null);
        Add(query, "keep_alive", KeepAlive);
        Add(query, "timeout", Timeout);
        Add(query, "seed", Seed?.ToString(CultureInfo.InvariantCulture));
        foreach ((string name, string value) in Options)
        {
            Add(query, "option." + name, value);
        }

        Add(query, "stream", stream ? "true" : "false");
        return query.ToString();
    }

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
