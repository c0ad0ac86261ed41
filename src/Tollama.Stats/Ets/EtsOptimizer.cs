using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Optimization;

namespace Tollama.Stats;

/// <summary>Finds the parameters and initial states of one form that maximize the likelihood.</summary>
/// <remarks>
/// The criterion is log(sum of e²) + 2/n * sum of log f, the second term for multiplicative errors only (Hyndman et al. 2008, equation
/// 5.3); its exponential is the sum of the squares of e * G, G being the geometric mean of the f, so it is a least-squares problem.
/// Levenberg and Marquardt's method solves it with exact derivatives (Nocedal and Wright 2006, section 10.3): the errors of a good model
/// are noise, so the neglected second derivatives average out and convergence is nearly quadratic. Beta and gamma are searched as shares of
/// their ranges, (lowest, alpha or a share of it) and (lowest, 1 - alpha); a bounded quadratic problem in the smoothing parameters keeps every step inside,
/// the initial states are eliminated from it.
/// </remarks>
internal sealed class EtsOptimizer
{
    private const int Smoothing = 4;
    private const double LeastDamping = 1e-9;
    private const double LargestDamping = 1e12;

    private readonly EtsWorkspace _work;
    private readonly EtsBounds _bounds;
    private readonly double _perfect;
    private readonly double[] _normal;
    private readonly double[] _factor;
    private readonly double[] _gradient;
    private readonly double[] _right;
    private readonly double[] _trial;
    private readonly int[] _lanes;
    private EtsForm _form;
    private int _states;
    private int _size;
    private double _squares;

    /// <summary>Reserves memory for every form of one series.</summary>
    public EtsOptimizer(EtsWorkspace work, EtsBounds bounds)
    {
        _work = work;
        _bounds = bounds;
        int size = EtsParameters.Season + work.SeasonLength;
        _normal = new double[size * size];
        _factor = new double[size * size];
        _gradient = new double[size];
        _right = new double[size];
        _trial = new double[size];
        _lanes = new int[size];
        _perfect = work.Values.Length * 1e-28;
    }

    /// <summary>How often a series was run through.</summary>
    public long Runs { get; private set; }

    /// <summary>Makes ready for a form.</summary>
    public void Arrange(EtsForm form)
    {
        _form = form;
        _work.Arrange(form);
        _bounds.Arrange(form);
        _states = 0;
        _lanes[_states++] = EtsParameters.Level;
        if (form.HasTrend)
        {
            _lanes[_states++] = EtsParameters.Slope;
        }

        for (int figure = 0; figure < _work.FreeFigures; figure++)
        {
            _lanes[_states++] = EtsParameters.Season + figure;
        }

        _size = _states + Smoothing;
        for (int index = 0; index < Smoothing; index++)
        {
            _lanes[_states + index] = index;
        }
    }

    /// <summary>The criterion at a point; infinite where the form has no meaning.</summary>
    public double Evaluate(ReadOnlySpan<double> point, bool derivatives)
    {
        double[] parameters = _work.Parameters;
        point.CopyTo(parameters);
        double alpha = point[EtsParameters.Alpha];
        parameters[EtsParameters.Beta] = _form.HasTrend ? _bounds.Beta(alpha, point[EtsParameters.Beta]) : 0;
        parameters[EtsParameters.Gamma] = _form.HasSeason ? _bounds.Gamma(alpha, point[EtsParameters.Gamma]) : 0;
        parameters[EtsParameters.Phi] = _form.Damped ? point[EtsParameters.Phi] : 1;
        if (_form.HasSeason && !_bounds.Allow(_form, parameters, _work.SeasonLength))
        {
            return double.PositiveInfinity;
        }

        Runs++;
        return EtsKernels.Run(_work, _form, derivatives)
            ? Math.Log(Math.Max(_work.SquaredErrors, _perfect)) + (2 * _work.LogFitted / _work.Values.Length)
            : double.PositiveInfinity;
    }

    /// <summary>Improves a point until a further step would gain less than a tolerance in log-likelihood.</summary>
    /// <param name="point">The point, inside the bounds; becomes the best one found.</param>
    /// <param name="steps">The largest number of steps.</param>
    /// <param name="tolerance">The gain in log-likelihood that is not worth a step.</param>
    /// <returns>The criterion at the point.</returns>
    public double Improve(EtsPoint point, int steps, double tolerance)
    {
        double[] place = point.Values;
        double value = Evaluate(place, derivatives: true);
        if (!double.IsFinite(value))
        {
            return point.Criterion = double.PositiveInfinity;
        }

        double damping = point.Damping, growth = 2;
        SumProducts(place);
        for (int count = 0; _squares > _perfect; count++)
        {
            double gain = FindStep(place, damping);
            point.Promise = 0.5 * gain * _work.Values.Length;
            if (count == steps || !(point.Promise > tolerance))
            {
                break;
            }

            double trialValue = Evaluate(_trial.AsSpan(0, EtsParameters.Season + _work.FreeFigures), derivatives: true);
            double ratio = (1 - Math.Exp(trialValue - value)) / gain;
            if (trialValue < value)
            {
                _trial.AsSpan(0, place.Length).CopyTo(place);
                value = trialValue;
                double shift = (2 * ratio) - 1;
                damping = Math.Max(LeastDamping, damping * Math.Max(0.1, 1 - (shift * shift * shift)));
                growth = 2;
                SumProducts(place);
            }
            else if (damping > LargestDamping)
            {
                break;
            }
            else
            {
                damping *= growth;
                growth *= 2;
            }
        }

        point.Damping = damping;
        return point.Criterion = value;
    }

    // The normal equations of the least-squares problem, divided by the square of the geometric mean.
    private void SumProducts(ReadOnlySpan<double> point)
    {
        int stride = _work.Stride, errorLane = _work.ErrorLane, length = _work.Values.Length;
        double[] products = _work.Products;
        CrossProduct.Compute(_work.Rows, length, stride, products, _work.Meter);
        _squares = _work.SquaredErrors;
        bool logarithms = _form.Error == EtsComponent.Multiplicative;
        for (int row = 0; row < _size; row++)
        {
            int lane = _lanes[row];
            double byError = products[(lane * stride) + errorLane];
            double byLog = logarithms ? _work.LogDerivatives[lane] / length : 0;
            _gradient[row] = byError + (_squares * byLog);
            for (int column = 0; column <= row; column++)
            {
                int other = _lanes[column];
                double product = lane < other ? products[(lane * stride) + other] : products[(other * stride) + lane];
                if (logarithms)
                {
                    double otherLog = _work.LogDerivatives[other] / length;
                    product += (byLog * products[(other * stride) + errorLane]) + (byError * otherLog) + (_squares * byLog * otherLog);
                }

                _normal[(row * _size) + column] = product;
            }
        }

        TakeShares(point);
    }

    // From beta and gamma to their shares of ranges that depend on alpha.
    private void TakeShares(ReadOnlySpan<double> point)
    {
        double alpha = point[EtsParameters.Alpha];
        double betaRange = _form.HasTrend ? _bounds.BetaRange(alpha) : 0, gammaRange = _form.HasSeason ? _bounds.GammaRange(alpha) : 0;
        double betaShare = _form.HasTrend && _bounds.IsFree(EtsParameters.Beta) ? point[EtsParameters.Beta] : 0;
        double gammaShare = _form.HasSeason && _bounds.IsFree(EtsParameters.Gamma) ? point[EtsParameters.Gamma] : 0;
        Span<double> block = stackalloc double[Smoothing * Smoothing];
        for (int row = 0; row < Smoothing; row++)
        {
            for (int column = 0; column < Smoothing; column++)
            {
                block[(row * Smoothing) + column] = column <= row
                    ? _normal[((_states + row) * _size) + _states + column]
                    : _normal[((_states + column) * _size) + _states + row];
            }
        }

        for (int row = 0; row < Smoothing; row++)
        {
            Mix(ref block[row * Smoothing], ref block[(row * Smoothing) + 1], ref block[(row * Smoothing) + 2]);
        }

        for (int column = 0; column < Smoothing; column++)
        {
            Mix(ref block[column], ref block[Smoothing + column], ref block[(2 * Smoothing) + column]);
        }

        for (int row = 0; row < Smoothing; row++)
        {
            block.Slice(row * Smoothing, row + 1).CopyTo(_normal.AsSpan(((_states + row) * _size) + _states));
        }

        for (int column = 0; column < _states; column++)
        {
            int first = (_states * _size) + column;
            Mix(ref _normal[first], ref _normal[first + _size], ref _normal[first + (2 * _size)]);
        }

        Mix(ref _gradient[_states], ref _gradient[_states + 1], ref _gradient[_states + 2]);
        KeepGiven();

        void Mix(ref double byAlpha, ref double byBeta, ref double byGamma)
        {
            byAlpha += (betaShare * byBeta) - (gammaShare * byGamma);
            byBeta *= betaRange;
            byGamma *= gammaRange;
        }
    }

    // A parameter that changes nothing stays where it is.
    private void KeepGiven()
    {
        for (int row = 0; row < Smoothing; row++)
        {
            if (!_bounds.IsFree(row))
            {
                int place = _states + row;
                _gradient[place] = 0;
                _normal.AsSpan(place * _size, place + 1).Clear();
                for (int below = place + 1; below < _size; below++)
                {
                    _normal[(below * _size) + place] = 0;
                }
            }
        }
    }

    // The step is left in _trial, added to the point; returns the share by which the linear model says that the sum of squares falls.
    private double FindStep(ReadOnlySpan<double> point, double damping)
    {
        int size = _size;
        Span<double> right = _right.AsSpan(0, size);
        for (int row = 0; row < size; row++)
        {
            _normal.AsSpan(row * size, row + 1).CopyTo(_factor.AsSpan(row * size));
            ref double diagonal = ref _factor[(row * size) + row];
            diagonal = diagonal > 0 ? diagonal * (1 + damping) : 1;
            right[row] = -_gradient[row];
        }

        if (!CholeskyFactor.Factorize(_factor, size, _work.Meter))
        {
            return double.NaN;
        }

        CholeskyFactor.SolveLower(_factor, size, right);
        StepSmoothing(point, right[_states..]);
        CholeskyFactor.SolveUpper(_factor, size, _states, right);
        double change = 0;
        for (int row = 0; row < size; row++)
        {
            double sum = 0;
            for (int column = 0; column < row; column++)
            {
                sum += _normal[(row * size) + column] * right[column];
            }

            change += right[row] * ((2 * _gradient[row]) + (2 * sum) + (_normal[(row * size) + row] * right[row]));
            _trial[_lanes[row]] = point[_lanes[row]] + right[row];
        }

        return -change / _squares;
    }

    // What is left for the smoothing parameters once the states are eliminated: L22 L22' d = L22 y, between the bounds.
    private void StepSmoothing(ReadOnlySpan<double> point, Span<double> right)
    {
        if (StepsInside(point, right))
        {
            return;
        }

        Span<double> complement = stackalloc double[Smoothing * Smoothing];
        Span<double> target = stackalloc double[Smoothing];
        Span<double> low = stackalloc double[Smoothing];
        Span<double> high = stackalloc double[Smoothing];
        for (int row = 0; row < Smoothing; row++)
        {
            for (int column = 0; column < Smoothing; column++)
            {
                double sum = 0;
                for (int index = 0; index <= Math.Min(row, column); index++)
                {
                    sum += Entry(row, index) * Entry(column, index);
                }

                complement[(row * Smoothing) + column] = sum;
            }

            target[row] = 0;
            for (int index = 0; index <= row; index++)
            {
                target[row] += Entry(row, index) * right[index];
            }

            // A parameter that is given, or that the form does not have, stays where it is.
            bool moves = _normal[((_states + row) * _size) + _states + row] > 0;
            low[row] = moves ? _bounds.Lowest[row] - point[row] : 0;
            high[row] = moves ? _bounds.Highest[row] - point[row] : 0;
        }

        BoxQuadratic.Minimize(complement, target, low, high, right);

        double Entry(int row, int column) => _factor[((_states + row) * _size) + _states + column];
    }

    // Most steps meet no bound; then back substitution is all there is to do.
    private bool StepsInside(ReadOnlySpan<double> point, Span<double> right)
    {
        Span<double> step = stackalloc double[Smoothing];
        for (int row = Smoothing - 1; row >= 0; row--)
        {
            double sum = right[row];
            for (int below = row + 1; below < Smoothing; below++)
            {
                sum -= _factor[((_states + below) * _size) + _states + row] * step[below];
            }

            step[row] = sum / _factor[((_states + row) * _size) + _states + row];
            if (step[row] != 0 && !(point[row] + step[row] >= _bounds.Lowest[row] && point[row] + step[row] <= _bounds.Highest[row]))
            {
                return false;
            }
        }

        step.CopyTo(right);
        return true;
    }
}
