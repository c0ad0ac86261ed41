using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Exponential smoothing with a trend, several seasons made of sines and cosines, and correlated errors.</summary>
/// <remarks>
/// De Livera, Hyndman and Snyder, Forecasting time series with complex seasonal patterns using exponential smoothing, Journal of the
/// American Statistical Association 106 (2011), doi 10.1198/jasa.2011.tm09771; the power transformation is
/// <see cref="ModelTreatments.WithBoxCox"/>. Long seasons need few parameters, and a season that is a multiple of another is no obstacle.
/// For each set of parameters the best initial states are a least-squares solution; the parameters minimize the sum of squared innovations.
/// What is not given is chosen by Akaike's criterion, corrected for short series. A series that never changes and one of fewer than six
/// observed values are forecast by their last value.
/// </remarks>
public sealed class Tbats : UnivariateModel
{
    private const int ValuesNeeded = 6;

    /// <inheritdoc />
    public override string Name => "tbats";

    /// <summary>Whether there is a slope; chosen when <see langword="null"/>, the default.</summary>
    public bool? Trend { get; init; }

    /// <summary>Whether the slope, if there is one, fades; chosen when <see langword="null"/>, the default.</summary>
    public bool? Damped { get; init; }

    /// <summary>Whether errors may depend on earlier ones, if that is better; true by default.</summary>
    public bool Arma { get; init; } = true;

    /// <summary>
    /// How many waves each season has, from 0 to half the season (more count as half), in the ascending order of the seasons; the last
    /// number counts for the seasons after it. Chosen when empty, the default.
    /// </summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: one is negative.</exception>
    public IReadOnlyList<int> Harmonics
    {
        get;
        init => field = value.All(count => count >= 0) ? value : throw new TollamaException(
            ErrorCode.InvalidRequest, $"options.harmonics has {value.Min()}.", "Give integers from 0 on.");
    }
    = [];

    /// <inheritdoc />
    protected internal override bool UsesManySeasons => true;

    /// <inheritdoc />
    protected internal override bool FindsSeasons => true;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        if (history.ObservedCount < ValuesNeeded)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: tbats needs {ValuesNeeded} observed values");
        }

        if (history.Values.AsSpan().IndexOfAnyExcept(history.Values[0]) < 0)
        {
            return LagWalk.Fit(history, lag: 1, "naive: all values are equal");
        }

        WorkMeter meter = new(cancellationToken);
        TbatsSearch search = new(history.Values, history.SeasonLengths, meter);
        return search.Find(Trends(), CountsFor(history.SeasonLengths), Arma) is TbatsFit fit
            ? TbatsPredictor.From(history, fit, meter)
            : LagWalk.Fit(history, lag: 1, "naive: too few values for these components");
    }

    private List<(bool Trend, bool Damped)> Trends()
    {
        List<(bool Trend, bool Damped)> trends = [(false, false), (true, false), (true, true)];
        return trends.FindAll(trend => (Trend ?? trend.Trend) == trend.Trend && (!trend.Trend || (Damped ?? trend.Damped) == trend.Damped));
    }

    private int[]? CountsFor(int[] seasons) => Harmonics.Count == 0
        ? null
        : [.. seasons.Select((season, index) => Math.Min(season / 2, Harmonics[Math.Min(index, Harmonics.Count - 1)]))];
}
