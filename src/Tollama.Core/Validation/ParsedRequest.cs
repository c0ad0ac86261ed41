namespace Tollama.Core.Validation;

/// <summary>A forecast request that was read from its body: checked values, and the bulky parts as slices of the body.</summary>
public sealed class ParsedRequest
{
    /// <summary>The model; <see langword="null"/> when it was missing, which is a fault.</summary>
    public string? Model { get; set; }

    /// <summary>How many steps to forecast; at least 1.</summary>
    public int Horizon { get; set; }

    /// <summary>The quantile levels, ascending and unique, each in (0, 1).</summary>
    public IReadOnlyList<double> Quantiles { get; set; } = [];

    /// <summary>The series, at least one, with different ids.</summary>
    public IReadOnlyList<ParsedSeries> Series { get; set; } = [];

    /// <summary>The <c>options</c> object as it was sent; empty when there was none.</summary>
    public ReadOnlyMemory<byte> Options { get; set; }

    /// <summary>The model's default frequency, for series that come from elsewhere; <see langword="null"/> when it has none.</summary>
    public string? DefaultFreq { get; set; }

    /// <summary>How long the model stays loaded; <see langword="null"/> when not said; infinite for ever.</summary>
    public TimeSpan? KeepAlive { get; set; }

    /// <summary>After how long to give up; <see langword="null"/> when not said.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>True (the default) for status lines.</summary>
    public bool Stream { get; set; } = true;

    /// <summary>The seed; <see langword="null"/> when not said.</summary>
    public long? Seed { get; set; }

    /// <summary>True if a covariate that the model cannot use is an error.</summary>
    public bool StrictCovariates { get; set; }

    /// <summary>What happens to irregular data.</summary>
    public BadDataPolicy OnBadData { get; set; }

    /// <summary>True if one failing series fails the request.</summary>
    public bool FailFast { get; set; }

    /// <summary>True if the answer carries the end of each series' history, for charts.</summary>
    public bool IncludeHistory { get; set; }
}
