namespace Tollama.Stats;

/// <summary>The test that decides how often <see cref="AutoArima"/> differences a series; each at level 0.05.</summary>
public enum UnitRootTest
{
    /// <summary>
    /// Kwiatkowski, Phillips, Schmidt and Shin (1992), <c>kpss</c>: differences until a stationary level is no longer rejected. The default.
    /// </summary>
    Kpss,

    /// <summary>Dickey and Fuller (1979), with one lagged difference, <c>adf</c>: differences until a unit root is rejected.</summary>
    Adf,

    /// <summary>Phillips and Perron (1988), <c>pp</c>: differences until a unit root is rejected.</summary>
    Pp,
}
