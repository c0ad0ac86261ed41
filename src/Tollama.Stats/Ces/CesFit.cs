using System.Buffers;
using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>One form of complex exponential smoothing fitted to a history.</summary>
internal sealed class CesFit
{
    private const int ValuesForLevel = 10;

    private static readonly NelderMeadOptions Search = new() { MaxEvaluations = 400, RelativeTolerance = 1e-7 };

    private readonly double[] _point;
    private readonly CesSeason _form;
    private readonly double _squaredErrors;
    private readonly int _count;
    private readonly int _seasonalStates;

    private CesFit(CesSeason form, double[] point, double squaredErrors, int count, int seasonalStates)
    {
        (_form, _point, _squaredErrors, _count, _seasonalStates) = (form, point, squaredErrors, count, seasonalStates);
    }

    /// <summary>Akaike's criterion, corrected for short series; infinite when there are too few values.</summary>
    /// <remarks>It counts the season less one position, though backcast, lest a season costs nothing.</remarks>
    public double Criterion
    {
        get
        {
            int parameters = _point.Length + 1 + _seasonalStates;
            int spare = _count - parameters - 1;
            return spare <= 0
                ? double.PositiveInfinity
                : (-2 * LogLikelihood) + (2.0 * parameters * (1 + ((parameters + 1.0) / spare)));
        }
    }

    private double LogLikelihood =>
        -0.5 * _count * (Math.Log(2 * Math.PI * Math.Max(_squaredErrors, double.Epsilon) / _count) + 1);

    /// <summary>Estimates the parameters of a form.</summary>
    public static CesFit Fit(History history, CesSeason form, WorkMeter meter)
    {
        CesObjective objective = Objective(history, form, meter, out _);
        int parameters = CesObjective.Parameters(form);
        double[] point = [.. new[] { 1.3, 1.0, form == CesSeason.Partial ? 0.1 : 1.3, 1.0 }.Take(parameters)];
        ReadOnlySpan<double> steps = [0.2, 0.01, 0.1, 0.01];
        double[] workspace = ArrayPool<double>.Shared.Rent(NelderMead.WorkspaceLength(parameters));
        double sum = NelderMead.Minimize(ref objective, point, steps[..parameters], workspace, Search);
        ArrayPool<double>.Shared.Return(workspace);
        return new CesFit(form, point, sum, history.Values.Length, form == CesSeason.None ? 0 : history.SeasonLength - 1);
    }

    /// <summary>The past and the future by this fit.</summary>
    public Predictor ToPredictor(History history, WorkMeter meter)
    {
        double[] fitted = new double[history.Values.Length];
        CesObjective objective = Objective(history, _form, meter, out CesStates states);
        objective.Run(_point, fitted);
        double sigma = ErrorVariance.StandardDeviation(history, fitted, _point.Length + _seasonalStates);
        return new CesPredictor(states, CesObjective.Level(_form, _point), CesObjective.Season(_form, _point), history, sigma)
        {
            Fitted = fitted,
            Method = Describe(history.SeasonLength),
            Parameters =
            [
                .. _point.Zip(Names(_form), (value, name) => new FittedParameter(name, value)),
                new FittedParameter("sigma2", sigma * sigma, ParameterUnit.SeriesSquared),
                new FittedParameter("loglik", LogLikelihood, ParameterUnit.LogLikelihood, _count),
                new FittedParameter("aicc", Criterion, ParameterUnit.Criterion, _count),
            ],
        };
    }

    private static string[] Names(CesSeason form) =>
        ["alpha0", "alpha1", form == CesSeason.Partial ? "beta" : "beta0", "beta1"];

    private static CesObjective Objective(History history, CesSeason form, WorkMeter meter, out CesStates states)
    {
        int season = form == CesSeason.None ? 1 : history.SeasonLength;
        CesStates start = new(season);
        states = new(season);
        start.Set(form == CesSeason.Simple ? 0 : Level(history, form), form switch
        {
            CesSeason.None => [0],
            CesSeason.Simple => history.Values.AsSpan(0, season),
            _ => ClassicalDecomposition.Decompose(history.Values, season, DecompositionKind.Additive, meter).Figure,
        });
        return new CesObjective(history.Values, form, start, states, meter);
    }

    private static double Level(History history, CesSeason form) =>
        Average.Of(history.Values.AsSpan(0, Math.Min(history.Values.Length, form == CesSeason.None ? ValuesForLevel : history.SeasonLength)));

    private string Describe(int season) => _form switch
    {
        CesSeason.None => "CES(none)",
        CesSeason.Simple => $"CES(simple), season of {season}",
        CesSeason.Partial => $"CES(partial), season of {season}",
        _ => $"CES(full), season of {season}",
    };
}
