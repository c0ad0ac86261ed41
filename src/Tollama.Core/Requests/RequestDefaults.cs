namespace Tollama.Core.Requests;

/// <summary>What a request has when it does not say it itself: defaults of its model.</summary>
public sealed record RequestDefaults
{
    /// <summary>Steps to forecast; <see langword="null"/> for no default.</summary>
    public int? Horizon { get; init; }

    /// <summary>Quantile levels, ascending, each in (0, 1); <see langword="null"/> for no default.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>The frequency of series that name none; <see langword="null"/> for no default.</summary>
    public string? Freq { get; init; }
}
