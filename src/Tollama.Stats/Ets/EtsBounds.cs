namespace Tollama.Stats;

/// <summary>Where the smoothing parameters of a search may lie: those that are given at their values, the others in their usual region.</summary>
/// <remarks>Beta and gamma are searched as shares of their ranges; the row of numbers is that of <see cref="EtsParameters"/>.</remarks>
internal sealed class EtsBounds
{
    private readonly SmoothingParameters _given;
    private readonly double _slopeShare;
    private readonly double[] _lowest = [EtsParameters.Lowest, 0, 0, EtsParameters.LowestPhi];
    private readonly double[] _highest = [EtsParameters.Highest, 1, 1, EtsParameters.HighestPhi];

    /// <summary>Takes what is given.</summary>
    /// <param name="given">The parameters that are not estimated.</param>
    /// <param name="slopeShare">The largest beta as a share of alpha, above 0; 1, the default, for any.</param>
    public EtsBounds(SmoothingParameters given, double slopeShare = 1)
    {
        _given = given;
        _slopeShare = slopeShare;
    }

    /// <summary>The lowest alpha, share of beta, share of gamma and phi.</summary>
    public ReadOnlySpan<double> Lowest => _lowest;

    /// <summary>The highest ones.</summary>
    public ReadOnlySpan<double> Highest => _highest;

    /// <summary>Makes ready for a form: a given beta keeps alpha at or above it, a given gamma at or below 1 less it.</summary>
    public void Arrange(EtsForm form)
    {
        double beta = form.HasTrend ? _given.Beta ?? 0 : 0, gamma = form.HasSeason ? _given.Gamma ?? 0 : 0;
        _lowest[EtsParameters.Alpha] = _given.Alpha ?? Math.Max(EtsParameters.Lowest, beta);
        _highest[EtsParameters.Alpha] = _given.Alpha ?? Math.Max(_lowest[EtsParameters.Alpha], Math.Min(EtsParameters.Highest, 1 - gamma));
        if (_given.Phi is double phi)
        {
            _lowest[EtsParameters.Phi] = _highest[EtsParameters.Phi] = phi;
        }
    }

    /// <summary>Whether the parameter at a place is estimated.</summary>
    public bool IsFree(int place) => place switch
    {
        EtsParameters.Alpha => _given.Alpha is null,
        EtsParameters.Beta => _given.Beta is null,
        EtsParameters.Gamma => _given.Gamma is null,
        _ => _given.Phi is null,
    };

    /// <summary>How far beta reaches above its lowest value; 0 when it is given.</summary>
    public double BetaRange(double alpha) => _given.Beta is null ? _slopeShare * Math.Max(0, alpha - EtsParameters.Lowest) : 0;

    /// <summary>How far gamma reaches above its lowest value; 0 when it is given.</summary>
    public double GammaRange(double alpha) => _given.Gamma is null ? Math.Max(0, 1 - EtsParameters.Lowest - alpha) : 0;

    /// <summary>Beta at an alpha, by its share of the range.</summary>
    public double Beta(double alpha, double share) =>
        _given.Beta ?? Math.Min(EtsParameters.Lowest, alpha) + (share * BetaRange(alpha));

    /// <summary>Gamma at an alpha, by its share of the range.</summary>
    public double Gamma(double alpha, double share) =>
        _given.Gamma ?? Math.Min(EtsParameters.Lowest, 1 - alpha) + (share * GammaRange(alpha));

    /// <summary>Puts a point of a search inside the bounds.</summary>
    public void Enter(Span<double> point)
    {
        for (int place = 0; place < _lowest.Length; place++)
        {
            point[place] = Math.Clamp(point[place], _lowest[place], _highest[place]);
        }
    }

    /// <summary>
    /// Whether a seasonal form may have these parameters. Where all are given, nobody chose them but the user. A given 0 forgets nothing
    /// by intention, so it is judged as the lowest value that is estimated.
    /// </summary>
    public bool Allow(EtsForm form, ReadOnlySpan<double> parameters, int seasonLength)
    {
        bool trendIsGiven = (_given.Beta is not null || !form.HasTrend) && (_given.Phi is not null || !form.Damped);
        if (trendIsGiven && _given.Alpha is not null && _given.Gamma is not null)
        {
            return true;
        }

        double alpha = Math.Max(parameters[EtsParameters.Alpha], EtsParameters.Lowest);
        double beta = form.HasTrend ? Math.Max(parameters[EtsParameters.Beta], EtsParameters.Lowest) : 0;
        double gamma = Math.Max(parameters[EtsParameters.Gamma], EtsParameters.Lowest);
        return EtsAdmissibility.IsAdmissible(alpha, beta, gamma, parameters[EtsParameters.Phi], seasonLength);
    }
}
