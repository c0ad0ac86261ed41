using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Finds what covariates explain of a series: a regression with trend, seasons and errors that depend on each other.</summary>
/// <remarks>
/// As in the covariates of TimesFM (Das et al., A decoder-only foundation model for time-series forecasting, 2024, with its code),
/// standardized covariates are regressed on the history, and the model forecasts the rest. Two things differ, because a trend or a season
/// that nothing explains would drown the coefficients in noise: straight line and Fourier terms stand in the regression beside the
/// covariates, and what they explain is left in the series for the model; and the errors follow an autoregression of order 1
/// (<see cref="AutocorrelatedRegression"/>).
/// </remarks>
internal static class CovariateRegression
{
    private const int MostPairs = 6;
    private const double RidgeOfFewValues = 1;

    /// <summary>The effect of the covariates of a series; that of each alone only where <paramref name="ofEach"/> asks for it.</summary>
    public static CovariateEffect Effect(TimeSeries series, Covariates covariates, CovariateOptions options, WorkMeter meter, bool ofEach = false)
    {
        List<string> warnings = [.. covariates.Warnings];
        double[] values = series.Target.Values;
        meter.Spend(4L * values.Length);
        int[] observed = [.. Enumerable.Range(0, values.Length).Where(index => !double.IsNaN(values[index]))];
        if (observed.Length == 0)
        {
            return CovariateEffect.None(warnings);
        }

        StandardColumn[] columns =
        [
            .. covariates.Names
                .Select((name, index) => StandardColumn.Of(
                    name, covariates.Past[index], covariates.Future[index], observed, index < covariates.Numbers, meter))
                .OfType<StandardColumn>(),
        ];
        string[] varying = [.. columns.Select(column => column.Covariate).Distinct()];
        warnings.AddRange(covariates.Names.Distinct().Except(varying).Select(name => $"covariate '{name}' ignored: it does not change in the history"));
        if (columns.Length == 0)
        {
            return CovariateEffect.None(warnings);
        }

        double ridge = RidgeFor(columns.Length, varying.Length, observed.Length, options, warnings);
        meter.Spend(4L * values.Length);
        int exponent = ExponentOf(values);
        double[] target = Scale(values, -exponent, meter);
        List<double[]> nuisances = Nuisances(series, options, (observed.Length / 2) - columns.Length - 1, meter);
        AutocorrelatedRegression regression = new([.. columns.Select(column => column.Past)], nuisances, target, observed, ridge, meter);
        double[] coefficients = regression.Solve();
        string[] used = [.. columns.Where((_, index) => !regression.IsDependent(index)).Select(column => column.Covariate).Distinct()];
        warnings.AddRange(varying.Except(used).Select(name => $"covariate '{name}' ignored: the others explain it"));
        double[] Explain(Func<StandardColumn, double[]> part, int length)
        {
            double[] sum = new double[length];
            for (int index = 0; index < columns.Length; index++)
            {
                meter.Spend(length);
                Numerics.LinearAlgebra.DenseVector.AddMultiple(coefficients[index], part(columns[index]), sum);
            }

            return Scale(sum, exponent, meter);
        }

        return new CovariateEffect(
            used.Length, Explain(column => column.Past, target.Length), Explain(column => column.Future, columns[0].Future.Length), warnings)
        {
            Effects = ofEach ? EffectsOf(columns, [.. coefficients.Select(coefficient => Math.ScaleB(coefficient, exponent))], meter) : new Dictionary<string, CovariateEffectData>(),
        };
    }

    private static Dictionary<string, CovariateEffectData> EffectsOf(StandardColumn[] columns, double[] coefficients, WorkMeter meter)
    {
        EffectSum sum = new("of the regression before the model");
        for (int index = 0; index < columns.Length; index++)
        {
            StandardColumn column = columns[index];
            sum.Add(column.Covariate, coefficients[index] * column.PerUnit, column.IsNumber, column.GivenPast, column.GivenFuture, meter);
        }

        return sum.Effects;
    }

    private static double[] Scale(double[] values, int exponent, WorkMeter meter) => Array.ConvertAll(values, value =>
    {
        meter.Spend(5);
        return Math.ScaleB(value, exponent);
    });

    private static double RidgeFor(int columns, int covariates, int observed, CovariateOptions options, List<string> warnings)
    {
        if (options.Ridge > 0 || observed > (2 * columns) + 2)
        {
            return options.Ridge;
        }

        warnings.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{observed} observed values are few for {(covariates == 1 ? "a covariate" : $"{covariates} covariates")}: "
            + $"coefficients are shrunk as by covariate_ridge {RidgeOfFewValues}"));
        return RidgeOfFewValues;
    }

    private static int ExponentOf(double[] target)
    {
        double largest = target.Where(value => !double.IsNaN(value)).Max(Math.Abs);
        return largest > 0 ? Math.ILogB(largest) : 0;
    }

    // The level, then as much of the trend and the seasons as the history has room for.
    private static List<double[]> Nuisances(TimeSeries series, CovariateOptions options, int room, WorkMeter meter)
    {
        int length = series.Length;
        List<double[]> columns = [[.. Enumerable.Repeat(1.0, length)]];
        if (room >= 1)
        {
            columns.Add([.. Enumerable.Range(0, length).Select(index => (index - ((length - 1) / 2.0)) / length)]);
            room--;
        }

        int[] seasons = [.. SeasonsOf(series, options, meter).Where(season => season > 1 && 2L * season <= length)];
        int[] pairs = new int[seasons.Length];
        for (int index = 0; index < seasons.Length; index++)
        {
            pairs[index] = Math.Clamp(Math.Min(seasons[index] / 2, room / 2), 0, MostPairs);
            room -= 2 * pairs[index];
        }

        columns.AddRange(new FourierTerms(seasons, pairs).Columns(0, length, meter));
        return columns;
    }

    /// <summary>The seasons that a series may have.</summary>
    internal static IEnumerable<int> SeasonsOf(TimeSeries series, CovariateOptions options, WorkMeter meter) =>
        options.SeasonLengths
        ?? (series.Frequency is null or { IsIndex: true }
            ? SeasonDetector.Search(series.Target.Values, meter)
            : series.Frequency.SeasonLengths);
}
