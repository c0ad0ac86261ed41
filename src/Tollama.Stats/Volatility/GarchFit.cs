using Tollama.Numerics.Optimization;

namespace Tollama.Stats;

/// <summary>The GARCH model of the largest likelihood that was found.</summary>
internal sealed class GarchFit
{
    private const int EvaluationsPerVariable = 250;

    // A simplex may collapse before it has arrived; from where it ended, a new one goes on.
    private const int MostRounds = 4;
    private const double WorthAnotherRound = 1e-6;

    private static readonly double[] Persistences = [0.3, 0.8, 0.95];
    private static readonly double[] SharesOfSquares = [0.1, 0.35];

    private GarchFit(GarchObjective objective, double[] point)
    {
        LogLikelihood = -objective.Value(point);
        double[] weights = new double[objective.SquareLags + objective.VarianceLags];
        Persistence = GarchObjective.Weights(point, weights);
        Alpha = weights[..objective.SquareLags];
        Beta = weights[objective.SquareLags..];
        Mean = objective.Mean(point);
        Variance = objective.LongRun(point);
        LastSquares = objective.LastSquares();
        LastVariances = objective.LastVariances();
    }

    /// <summary>The mean of the series.</summary>
    public double Mean { get; }

    /// <summary>The weights of the squared errors, the last first.</summary>
    public double[] Alpha { get; }

    /// <summary>The weights of the variances, the last first.</summary>
    public double[] Beta { get; }

    /// <summary>The sum of all weights; below 1.</summary>
    public double Persistence { get; }

    /// <summary>The variance in the long run.</summary>
    public double Variance { get; }

    /// <summary>The constant of the variance.</summary>
    public double Omega => Variance * (1 - Persistence);

    /// <summary>The normal log-likelihood.</summary>
    public double LogLikelihood { get; }

    /// <summary>The last squared errors, the newest last.</summary>
    public double[] LastSquares { get; }

    /// <summary>The last variances, the newest last.</summary>
    public double[] LastVariances { get; }

    /// <summary>Searches from the best of some starting points.</summary>
    public static GarchFit Search(GarchObjective objective)
    {
        double[] point = BestStart(objective, out double value);
        double[] steps = new double[point.Length];
        double[] workspace = new double[NelderMead.WorkspaceLength(point.Length)];
        NelderMeadOptions options = new() { MaxEvaluations = EvaluationsPerVariable * point.Length, RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-9 };
        for (int round = 0; round < MostRounds; round++)
        {
            for (int variable = 0; variable < point.Length; variable++)
            {
                bool isWeight = variable < objective.SquareLags + objective.VarianceLags;
                steps[variable] = isWeight ? Math.Max(0.2, 0.2 * Math.Abs(point[variable])) : 0.1;
            }

            double before = value;
            value = NelderMead.Minimize(ref objective, point, steps, workspace, options);
            if (before - value < WorthAnotherRound)
            {
                break;
            }
        }

        return new GarchFit(objective, point);
    }

    private static double[] BestStart(GarchObjective objective, out double value)
    {
        double[] best = [];
        value = double.PositiveInfinity;
        foreach (double persistence in Persistences)
        {
            foreach (double share in objective.VarianceLags == 0 ? [1.0] : SharesOfSquares)
            {
                double[] point = new double[objective.Variables];
                double ofSquares = share * persistence / objective.SquareLags;
                double ofVariances = (1 - share) * persistence / Math.Max(1, objective.VarianceLags);
                point.AsSpan(0, objective.SquareLags).Fill(GarchObjective.Variable(ofSquares, persistence));
                point.AsSpan(objective.SquareLags, objective.VarianceLags).Fill(GarchObjective.Variable(ofVariances, persistence));
                double candidate = objective.Value(point);
                if (candidate < value || best.Length == 0)
                {
                    (best, value) = (point, candidate);
                }
            }
        }

        return best;
    }
}
