namespace Tollama.Neural;

/// <summary>The switches of TimesFM 2.5. The defaults are those that its makers recommend.</summary>
internal sealed record TimesFmSettings
{
    /// <summary>Centres and scales a series before the network sees it; for large numbers.</summary>
    public bool Normalizes { get; init; } = true;

    /// <summary>Takes the distances of the quantiles to the median from the head that is made for them.</summary>
    public bool UsesQuantileHead { get; init; } = true;

    /// <summary>Averages with the negative of the forecast of the negative series.</summary>
    public bool IsFlipInvariant { get; init; } = true;

    /// <summary>Forbids quantiles to cross, from the median outwards.</summary>
    public bool FixesCrossing { get; init; } = true;

    /// <summary>Puts what the network said about the history before the forecast.</summary>
    public bool ReturnsBackcast { get; init; }

    /// <summary>
    /// The length to which a series is thought to be filled up with zeros when it is scaled; <see langword="null"/> for not at all.
    /// </summary>
    public int? Window { get; init; }
}
