using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Weighs methods by how well they would have forecast the end of the history.</summary>
/// <remarks>
/// After Fiorucci and Louzada, GROEC: combination method via generalized rolling origin evaluation, International Journal of Forecasting 36
/// (2020): each method is fitted at several earlier origins; its mean absolute errors, relative to the mean of all methods at the same
/// origin, are added up, and the weight is the sum to a negative power. A small constant keeps a method that was lucky from taking all.
/// </remarks>
/// <param name="Weights">The weights, not yet adding up to 1; all 1 when the history is too short for any origin.</param>
/// <param name="Forecasts">What was forecast at the origins, the latest first.</param>
internal sealed record RollingOriginWeights(double[] Weights, IReadOnlyList<OriginForecast> Forecasts)
{
    private const double Caution = 0.05;
    private const int ValuesNeeded = 8;

    /// <summary>Fits the members at earlier origins.</summary>
    public static RollingOriginWeights Of(History history, Recipe recipe, RollingOrigins origins, CancellationToken cancellationToken)
    {
        double[] errors = new double[recipe.Members.Count];
        List<OriginForecast> forecasts = [];
        int used = 0;
        foreach (int length in LengthsOf(history, origins))
        {
            OriginForecast forecast = Forecast(history, recipe, length, origins.Steps, cancellationToken);
            forecasts.Add(forecast);
            used += Add(errors, forecast.Errors()) ? 1 : 0;
        }

        return new RollingOriginWeights(used == 0 ? [.. errors.Select(_ => 1.0)] : Weigh(errors, origins.Power), forecasts);
    }

    /// <summary>How many values the history had at each origin, the latest first; those at which it was too short are left out, and those within a gap.</summary>
    /// <remarks>What fills a gap was interpolated from both sides: at an origin within one, the methods would know what comes.</remarks>
    public static IEnumerable<int> LengthsOf(History history, RollingOrigins origins) => Enumerable.Range(1, origins.Origins)
        .Select(origin => history.Values.Length - (origin * origins.Steps))
        .TakeWhile(length => length >= Math.Max(ValuesNeeded, 2 * history.SeasonLength))
        .Where(length => history.Observed[length - 1]);

    /// <summary>The same with what a network says at the origins.</summary>
    public RollingOriginWeights With(NetworkPart network, History history, RollingOrigins origins) => this with
    {
        Forecasts =
        [
            .. LengthsOf(history, origins).Zip(Forecasts, (length, forecast) => forecast with { Network = network.Of(history.Prefix(length), origins.Steps) }),
        ],
    };

    private static OriginForecast Forecast(History history, Recipe recipe, int length, int steps, CancellationToken cancellationToken)
    {
        History past = history.Prefix(length);
        double[] actual = [.. Enumerable.Range(length, steps).Select(index => history.Observed[index] ? history.Values[index] : double.NaN)];
        return new OriginForecast([.. recipe.Members.Select(Predict)], actual);

        Prediction? Predict(EnsembleMember member)
        {
            try
            {
                return member.Fit(past, recipe.MemberTime, cancellationToken).Predict(steps, cancellationToken);
            }
            catch (TollamaException)
            {
                return null;
            }
        }
    }

    private static bool Add(double[] sums, double[] errors)
    {
        double[] finite = Array.FindAll(errors, double.IsFinite);
        double mean = finite.Length > 0 ? finite.Average() : 0;
        if (mean == 0)
        {
            return false;
        }

        for (int index = 0; index < errors.Length; index++)
        {
            sums[index] += errors[index] / mean;
        }

        return true;
    }

    // Methods that failed at one origin or more have no weight, unless all did.
    private static double[] Weigh(double[] errors, double power)
    {
        if (!Array.Exists(errors, double.IsFinite))
        {
            return [.. errors.Select(_ => 1.0)];
        }

        double[] sorted = [.. errors.Order()];
        double median = sorted[sorted.Length / 2];
        return double.IsFinite(median) && median > 0
            ? [.. errors.Select(error => Math.Pow((error / median) + Caution, -power))]
            : [.. errors.Select(error => double.IsFinite(error) ? 1.0 : 0.0)];
    }
}
