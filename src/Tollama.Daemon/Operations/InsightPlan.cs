using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>What a request wants to know of the history beside its forecast: <c>include</c>.</summary>
internal sealed class InsightPlan
{
    // Trend, remainder, and about so many seasons.
    private const int ListsOfComponents = 5;

    private const int NumbersOfParameters = 50;

    private const int MostEffects = 16;

    private readonly IReadOnlyList<Inclusion> _asked;

    private InsightPlan(IReadOnlyList<Inclusion> asked) => _asked = asked;

    /// <summary>What the model is asked for. Residuals are made of its fitted values here, so that the two always agree.</summary>
    internal IReadOnlyList<Inclusion> OfModel =>
        [.. _asked.Select(one => one == Inclusion.Residuals ? Inclusion.Fitted : one).Distinct()];

    /// <summary>Whether the answer has lists that belong to the history, which then stands beside them.</summary>
    internal bool NeedsHistory => _asked.Any(one => one != Inclusion.Parameters);

    /// <summary>What a request asks for; <see langword="null"/> for nothing.</summary>
    internal static InsightPlan? Of(ForecastRequest request) =>
        request.Include?.Where(one => one != Inclusion.Forecasts).ToArray() is { Length: > 0 } asked ? new InsightPlan(asked) : null;

    /// <summary>Refuses what an answer in the shape of the Python tollama cannot tell.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    internal static void RefuseInPythonShape(ForecastRequest request)
    {
        if (request is { ResponseOptions: not null, Include.Count: > 0 })
        {
            FaultList faults = new();
            string field = RequestFields.Include.Name;
            faults.Add(
                "value",
                [field],
                $"{field} has no place in the answer of the Python tollama, which {RequestFields.ResponseOptions.Name} asks for: "
                    + "send one of the two");
            throw faults.ToException();
        }
    }

    /// <summary>Whether one thing is asked for.</summary>
    internal bool Has(Inclusion inclusion) => _asked.Contains(inclusion);

    /// <summary>About how many numbers of the history a runner answers for a series.</summary>
    internal long NumbersOf(TimeSeries series, int horizon) =>
        (Has(Inclusion.Fitted) || Has(Inclusion.Residuals) ? series.Length : 0L)
        + (Has(Inclusion.Components) ? (long)ListsOfComponents * series.Length : 0)
        + (Has(Inclusion.Parameters) ? NumbersOfParameters : 0)
        + (Has(Inclusion.Effects) ? (long)series.Covariates.Count * (series.Length + horizon) : 0);

    /// <summary>
    /// About how many times the work of the forecast it is in all: a decomposition may take as long as a fit, and models without coefficients
    /// forecast once more a covariate.
    /// </summary>
    internal int CostOf(TimeSeries series) =>
        1 + (Has(Inclusion.Components) ? 1 : 0) + (Has(Inclusion.Effects) ? Math.Min(MostEffects, series.Covariates.Count) : 0);

    /// <summary>How many numbers the answer has besides: the history, and its residuals.</summary>
    internal long NumbersBeside(TimeSeries series) =>
        (NeedsHistory ? series.Length : 0L) + (Has(Inclusion.Residuals) && Has(Inclusion.Fitted) ? series.Length : 0);
}
