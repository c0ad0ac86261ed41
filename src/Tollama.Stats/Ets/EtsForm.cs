namespace Tollama.Stats;

/// <summary>One of the 30 forms of exponential smoothing: how error, trend and season join, and whether the trend is damped.</summary>
/// <param name="Error">Additive or multiplicative.</param>
/// <param name="Trend">None, additive or multiplicative.</param>
/// <param name="Damped">Whether the trend levels out; false without a trend.</param>
/// <param name="Season">None, additive or multiplicative.</param>
/// <remarks>The taxonomy of Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), section 2.5.</remarks>
internal readonly record struct EtsForm(EtsComponent Error, EtsComponent Trend, bool Damped, EtsComponent Season)
{
    /// <summary>Whether it has a trend.</summary>
    public bool HasTrend => Trend != EtsComponent.None;

    /// <summary>Whether it has a season.</summary>
    public bool HasSeason => Season != EtsComponent.None;

    /// <summary>Whether a component is multiplied, which only makes sense for values above 0.</summary>
    public bool NeedsPositive =>
        Error == EtsComponent.Multiplicative || Trend == EtsComponent.Multiplicative || Season == EtsComponent.Multiplicative;

    /// <summary>
    /// Whether automatic selection considers it: not an additive error with a multiplied component, whose variance is infinite, nor a
    /// multiplicative trend with an additive season (section 2.6.3 and chapter 15).
    /// </summary>
    public bool IsStable =>
        (Error == EtsComponent.Multiplicative || (Trend != EtsComponent.Multiplicative && Season != EtsComponent.Multiplicative))
        && !(Trend == EtsComponent.Multiplicative && Season == EtsComponent.Additive);

    /// <summary>How many numbers are estimated besides the variance: smoothing parameters and free initial states.</summary>
    /// <param name="seasonLength">The number of values in a season.</param>
    public int ParameterCount(int seasonLength) => 2 + (HasTrend ? 2 : 0) + (Damped ? 1 : 0) + (HasSeason ? seasonLength : 0);

    /// <summary>The form as the literature writes it: <c>ETS(M,Ad,M)</c>.</summary>
    public override string ToString() => $"ETS({Letter(Error)},{Letter(Trend)}{(Damped ? "d" : "")},{Letter(Season)})";

    private static char Letter(EtsComponent component) => component.ToString()[0];
}
