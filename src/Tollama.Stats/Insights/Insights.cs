using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>What a fitted method says of the history, for those who asked for it.</summary>
/// <param name="include">What was asked for.</param>
internal sealed class Insights(IReadOnlyList<Inclusion> include)
{
    /// <summary>Whether anything was asked for.</summary>
    public bool AreWanted => include.Count > 0;

    /// <summary>Whether one thing was asked for.</summary>
    public bool Has(Inclusion inclusion) => include.Contains(inclusion);

    /// <summary>
    /// The components of a series that a model without any has forecast; <see langword="null"/> if none of its values is observed.
    /// </summary>
    /// <param name="target">The series.</param>
    /// <param name="seasons">The seasons that it may have, each at least 2.</param>
    /// <param name="meter">Counts the work.</param>
    public static SeriesComponents? ComponentsBeside(double[] target, int[] seasons, WorkMeter meter)
    {
        if (History.LengthBetweenEnds(target) == 0 || Array.Exists(target, double.IsInfinity))
        {
            return null;
        }

        History history = History.From(target, seasons, seasonsNeeded: 2, manySeasons: true, MissingValues.Interpolate, meter);
        return new FittedModel(history, new NoPredictor { Fitted = history.Values, Method = "" }, meter).Components(meter);
    }

    /// <summary>What was asked for of a series.</summary>
    /// <param name="fitted">The method, fitted.</param>
    /// <param name="target">The series.</param>
    /// <param name="nonNegative">Whether its forecasts are raised to 0; those of one step are, too.</param>
    /// <param name="leapDays">The days that the method did not see; <see langword="null"/> for none.</param>
    /// <param name="covariates">Those that the method got.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public SeriesInsight? Of(
        FittedModel fitted, double[] target, bool nonNegative, LeapDays? leapDays, Covariates covariates, CancellationToken cancellationToken)
    {
        if (!AreWanted)
        {
            return null;
        }

        WorkMeter meter = new(cancellationToken);
        return new SeriesInsight
        {
            Fitted = Has(Inclusion.Fitted) || Has(Inclusion.Residuals) ? FittedOf(fitted, nonNegative, leapDays, meter) : null,
            Components = Has(Inclusion.Components) ? ComponentsOf(fitted, target, leapDays, meter) : null,
            Parameters = Has(Inclusion.Parameters)
                ? fitted.Parameters.Where(pair => double.IsFinite(pair.Value))
                    .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
                : null,
            Effects = Has(Inclusion.Effects) ? EffectsOf(fitted, covariates, meter) : null,
        };
    }

    private static double[] FittedOf(FittedModel fitted, bool nonNegative, LeapDays? leapDays, WorkMeter meter)
    {
        meter.Spend(4L * fitted.Fitted.Length);
        double least = nonNegative ? 0 : double.NegativeInfinity;
        double[] values = Array.ConvertAll(fitted.Fitted, value => double.IsFinite(value) ? Math.Max(value, least) : double.NaN);
        return leapDays?.PutBackMissing(values) ?? values;
    }

    private static SeriesComponents ComponentsOf(FittedModel fitted, double[] target, LeapDays? leapDays, WorkMeter meter)
    {
        SeriesComponents parts = fitted.Components(meter);
        return leapDays is null ? parts : SeriesComponents.Of(
            target,
            leapDays.PutBackBetween(parts.Trend),
            parts.Seasonal.ToDictionary(pair => pair.Key, pair => leapDays.PutBackBetween(pair.Value), StringComparer.Ordinal),
            parts.Multiplicative == true,
            parts.Method);
    }

    // A transformed series has coefficients of the transformation: they are no parameters of the series, and its effects do not add up.
    private static Dictionary<string, CovariateEffectData>? EffectsOf(FittedModel fitted, Covariates covariates, WorkMeter meter)
    {
        EffectSum sum = new("of the model");
        for (int column = 0; column < covariates.Names.Count; column++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"regressor{column + 1}");
            if (!fitted.Parameters.TryGetValue(name, out double coefficient))
            {
                return null;
            }

            bool isNumber = column < covariates.Numbers;
            sum.Add(covariates.Names[column], coefficient, isNumber, covariates.Past[column], covariates.Future[column], meter);
        }

        return sum.Effects.Count == 0 ? null : sum.Effects;
    }

    /// <summary>Stands for a model that is no method of this library.</summary>
    private sealed class NoPredictor : Predictor
    {
        public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken) =>
            throw new NotSupportedException("It has no future.");
    }
}
