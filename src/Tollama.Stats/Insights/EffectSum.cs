using Tollama.Core.Api;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// What each covariate adds by the coefficients of its columns: the coefficient times the value, so that a value of 0 adds nothing.
/// </summary>
/// <param name="source">Whose coefficients they are, for people: <c>of the model</c>.</param>
internal sealed class EffectSum(string source)
{
    /// <summary>The effects, by the names of the covariates.</summary>
    public Dictionary<string, CovariateEffectData> Effects { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds what a column adds.</summary>
    /// <param name="covariate">The covariate that it is of.</param>
    /// <param name="coefficient">What one unit adds, in the units of the series.</param>
    /// <param name="isNumber">Whether it is the covariate's only column, of numbers; else one of those of a category.</param>
    /// <param name="past">Its values beside the history.</param>
    /// <param name="future">Its values beside the steps to forecast.</param>
    /// <param name="meter">Counts the work.</param>
    public void Add(string covariate, double coefficient, bool isNumber, double[] past, double[] future, WorkMeter meter)
    {
        meter.Spend(4L * (past.Length + future.Length));
        if (!double.IsFinite(coefficient))
        {
            return;
        }

        CovariateEffectData? before = Effects.GetValueOrDefault(covariate);
        Effects[covariate] = new CovariateEffectData
        {
            Coefficient = isNumber ? coefficient : null,
            History = Sum(before?.History, coefficient, past),
            Forecast = Sum(before?.Forecast, coefficient, future),
            Method = isNumber ? $"coefficient × value, {source}" : $"the coefficient of the category, {source}",
        };
    }

    private static double[] Sum(double[]? before, double coefficient, double[] values)
    {
        double[] sum = new double[values.Length];
        for (int index = 0; index < sum.Length; index++)
        {
            sum[index] = (before?[index] ?? 0) + (coefficient * values[index]);
        }

        return sum;
    }
}
