namespace Tollama.Numerics.Optimization;

/// <summary>Minimizes a function of several variables without derivatives.</summary>
/// <remarks>
/// Nelder and Mead, A simplex method for function minimization, The Computer Journal 7 (1965), with the parameters that adapt to the number
/// n of variables of Gao and Han, Implementing the Nelder-Mead simplex algorithm with adaptive parameters, Computational Optimization and
/// Applications 51 (2012): reflection 1, expansion 1 + 2/n, contraction 3/4 - 1/(2n), shrinkage 1 - 1/n; for one and two variables these
/// are the classical 1, 2, 1/2, 1/2. Deterministic; allocates nothing. Values that are not a number count as infinite, so bounds may be
/// expressed by returning infinity.
/// </remarks>
public static class NelderMead
{
    /// <summary>The length of the workspace that <see cref="Minimize"/> needs for a number of variables.</summary>
    /// <param name="variables">The number of variables, at least 1.</param>
    public static int WorkspaceLength(int variables) => ((variables + 1) * (variables + 1)) + (3 * variables);

    /// <summary>Searches for a minimum.</summary>
    /// <typeparam name="TObjective">The function; a struct for speed.</typeparam>
    /// <param name="objective">The function; kept by reference, so a struct may count or remember.</param>
    /// <param name="point">Where to start, inside the domain; receives the best point found.</param>
    /// <param name="steps">For each variable, how far the first simplex reaches from the start; not 0.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> numbers; their content does not matter.</param>
    /// <param name="options">When to stop.</param>
    /// <returns>The value at the best point; never above the value at the start.</returns>
    /// <exception cref="ArgumentException">The lengths of the spans do not fit together.</exception>
    public static double Minimize<TObjective>(
        ref TObjective objective, Span<double> point, ReadOnlySpan<double> steps, Span<double> workspace, NelderMeadOptions options)
        where TObjective : INelderMeadObjective
    {
        ArgumentNullException.ThrowIfNull(options);
        int variables = point.Length;
        if (variables == 0 || steps.Length != variables || workspace.Length < WorkspaceLength(variables))
        {
            throw new ArgumentException($"A search over {variables} variables needs as many steps and a workspace of {WorkspaceLength(variables)}.");
        }

        Simplex simplex = new(workspace, variables);
        simplex.Start(ref objective, point, steps);
        int evaluations = variables + 1;
        while (evaluations < options.MaxEvaluations && simplex.Spread(options) > 0)
        {
            evaluations += simplex.Step(ref objective);
        }

        return simplex.Finish(point);
    }

    private static double Finite(double value) => double.IsNaN(value) ? double.PositiveInfinity : value;

    /// <summary>The simplex: n + 1 vertices and their values, and three points to try, all in the caller's workspace.</summary>
    private readonly ref struct Simplex
    {
        private readonly Span<double> _vertices;
        private readonly Span<double> _values;
        private readonly Span<double> _centre;
        private readonly Span<double> _trial;
        private readonly Span<double> _second;
        private readonly int _n;
        private readonly double _expansion;
        private readonly double _contraction;
        private readonly double _shrinkage;

        public Simplex(Span<double> workspace, int variables)
        {
            _n = variables;
            int vertices = variables * (variables + 1);
            _vertices = workspace[..vertices];
            _values = workspace.Slice(vertices, variables + 1);
            _centre = workspace.Slice(vertices + variables + 1, variables);
            _trial = workspace.Slice(vertices + (2 * variables) + 1, variables);
            _second = workspace.Slice(vertices + (3 * variables) + 1, variables);
            double dimension = Math.Max(2, variables);
            _expansion = 1 + (2 / dimension);
            _contraction = 0.75 - (1 / (2 * dimension));
            _shrinkage = 1 - (1 / dimension);
        }

        public void Start<TObjective>(ref TObjective objective, ReadOnlySpan<double> point, ReadOnlySpan<double> steps)
            where TObjective : INelderMeadObjective
        {
            for (int vertex = 0; vertex <= _n; vertex++)
            {
                Span<double> place = Vertex(vertex);
                point.CopyTo(place);
                if (vertex > 0)
                {
                    place[vertex - 1] += steps[vertex - 1];
                }

                _values[vertex] = Finite(objective.Value(place));
            }
        }

        /// <summary>How far apart the values still are; 0 when that is close enough.</summary>
        public double Spread(NelderMeadOptions options)
        {
            double best = _values[Best()];
            double worst = _values[Worst()];
            double spread = worst - best;
            double enough = (options.RelativeTolerance * (Math.Abs(best) + Math.Abs(worst)) / 2) + options.AbsoluteTolerance;
            return double.IsInfinity(best) || spread <= enough ? 0 : spread;
        }

        /// <summary>Replaces the worst vertex, or shrinks towards the best.</summary>
        /// <returns>The number of evaluations.</returns>
        public int Step<TObjective>(ref TObjective objective)
            where TObjective : INelderMeadObjective
        {
            int best = Best();
            int worst = Worst();
            Centre(worst);
            double reflected = Try(ref objective, worst, 1, _trial);
            if (reflected < _values[best])
            {
                double expanded = Try(ref objective, worst, _expansion, _second);
                if (expanded < reflected)
                {
                    Replace(worst, _second, expanded);
                }
                else
                {
                    Replace(worst, _trial, reflected);
                }

                return 2;
            }

            if (reflected < SecondWorst(worst))
            {
                Replace(worst, _trial, reflected);
                return 1;
            }

            bool outside = reflected < _values[worst];
            double contracted = Try(ref objective, worst, outside ? _contraction : -_contraction, _second);
            if (contracted < (outside ? reflected : _values[worst]))
            {
                Replace(worst, _second, contracted);
                return 2;
            }

            Shrink(ref objective, best);
            return 2 + _n;
        }

        public double Finish(Span<double> point)
        {
            int best = Best();
            Vertex(best).CopyTo(point);
            return _values[best];
        }

        private Span<double> Vertex(int index) => _vertices.Slice(index * _n, _n);

        private int Best()
        {
            int best = 0;
            for (int vertex = 1; vertex <= _n; vertex++)
            {
                best = _values[vertex] < _values[best] ? vertex : best;
            }

            return best;
        }

        private int Worst()
        {
            int worst = 0;
            for (int vertex = 1; vertex <= _n; vertex++)
            {
                worst = _values[vertex] >= _values[worst] ? vertex : worst;
            }

            return worst;
        }

        private double SecondWorst(int worst)
        {
            double second = double.NegativeInfinity;
            for (int vertex = 0; vertex <= _n; vertex++)
            {
                second = vertex == worst ? second : Math.Max(second, _values[vertex]);
            }

            return second;
        }

        private void Centre(int worst)
        {
            _centre.Clear();
            for (int vertex = 0; vertex <= _n; vertex++)
            {
                if (vertex != worst)
                {
                    Span<double> place = Vertex(vertex);
                    for (int variable = 0; variable < _n; variable++)
                    {
                        _centre[variable] += place[variable] / _n;
                    }
                }
            }
        }

        private double Try<TObjective>(ref TObjective objective, int worst, double factor, Span<double> place)
            where TObjective : INelderMeadObjective
        {
            Span<double> from = Vertex(worst);
            for (int variable = 0; variable < _n; variable++)
            {
                place[variable] = _centre[variable] + (factor * (_centre[variable] - from[variable]));
            }

            return Finite(objective.Value(place));
        }

        private void Replace(int vertex, ReadOnlySpan<double> place, double value)
        {
            place.CopyTo(Vertex(vertex));
            _values[vertex] = value;
        }

        private void Shrink<TObjective>(ref TObjective objective, int best)
            where TObjective : INelderMeadObjective
        {
            Span<double> towards = Vertex(best);
            for (int vertex = 0; vertex <= _n; vertex++)
            {
                if (vertex == best)
                {
                    continue;
                }

                Span<double> place = Vertex(vertex);
                for (int variable = 0; variable < _n; variable++)
                {
                    place[variable] = towards[variable] + (_shrinkage * (place[variable] - towards[variable]));
                }

                _values[vertex] = Finite(objective.Value(place));
            }
        }
    }
}
