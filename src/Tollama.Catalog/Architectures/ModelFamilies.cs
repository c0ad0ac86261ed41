namespace Tollama.Catalog.Architectures;

/// <summary>The names of the families of neural models.</summary>
public static class ModelFamilies
{
    /// <summary>Chronos-Bolt.</summary>
    public const string ChronosBolt = "chronos-bolt";

    /// <summary>Chronos-2.</summary>
    public const string Chronos2 = "chronos-2";

    /// <summary>TimesFM 2.5.</summary>
    public const string TimesFm = "timesfm";

    /// <summary>Toto 2.0.</summary>
    public const string Toto2 = "toto2";

    /// <summary>TinyTimeMixer, releases r1 and r2.</summary>
    public const string Ttm = "ttm";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [ChronosBolt, Chronos2, TimesFm, Toto2, Ttm];
}
