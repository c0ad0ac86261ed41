using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Weighs methods by how well they would have forecast the end of the history.</summary>
/// <remarks>
/// After Fiorucci and Louzada, GROEC: combination method via generalized rolling origin evaluation, International Journal of Forecasting 36
/// (2020): each method is fitted at several earlier origins; its mean absolute errors, relative to the mean of all methods at the same
/// origin, are added up, and the weight is the sum to a negative power. A small constant keeps a method that was lucky from taking all.
/// </remarks>
internal static class RollingOriginWeights
{
    private const double Caution = 0.05;
    private const int ValuesNeeded = 8;

    /// <summary>The weights, not yet adding up to 1; all 1 when the history is too short for any origin.</summary>
    public static double[] Of(History history, Recipe recipe, RollingOrigins origins, CancellationToken cancellationToken)
    {
        double[] errors = new double[recipe.Members.Count];
        int used = 0;
        for (int origin = 1; origin <= origins.Origins; origin++)
        {
            int length = history.Values.Length - (origin * origins.Steps);
            if (length < Math.Max(ValuesNeeded, 2 * history.SeasonLength))
            {
                break;
            }

            used += Add(errors, history, recipe, length, origins.Steps, cancellationToken) ? 1 : 0;
        }

        return used == 0 ? [.. errors.Select(_ => 1.0)] : Weigh(errors, origins.Power);
    }

    private static bool Add(
        double[] sums, History history, Recipe recipe, int length, int steps, CancellationToken cancellationToken)
    {
        History past = history.Prefix(length);
        double[] errors = [.. recipe.Members.Select(Error)];
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

        double Error(EnsembleMember member)
        {
            try
            {
                double error = MeanAbsoluteError(member.Fit(past, recipe.MemberTime, cancellationToken).Predict(steps, cancellationToken).Mean, history, length);
                return double.IsNaN(error) ? double.PositiveInfinity : error;
            }
            catch (TollamaException)
            {
                return double.PositiveInfinity;
            }
        }
    }

    private static double MeanAbsoluteError(double[] forecast, History history, int start)
    {
        double sum = 0;
        int count = 0;
        for (int step = 0; step < forecast.Length; step++)
        {
            if (history.Observed[start + step])
            {
                sum += Math.Abs(forecast[step] - history.Values[start + step]);
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
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
