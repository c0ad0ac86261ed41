using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The innovations of a form as a function of its parameters, from the best initial states for these.</summary>
internal sealed class TbatsLikelihood : ILeastSquaresObjective
{
    // How long, and how far, the weights of the past in a forecast are followed.
    private const int StepsWatched = 200;
    private const double LargestWeight = 10;

    private readonly double[] _values;
    private readonly WorkMeter _meter;
    private readonly double[] _pulse;
    private readonly double[] _response;
    private readonly double[] _whitened;
    private readonly TbatsStates _states;
    private readonly TbatsDesign _design;

    /// <summary>Memory for a form and a series.</summary>
    public TbatsLikelihood(TbatsForm form, double[] values, WorkMeter meter)
    {
        _meter = meter;
        _values = values;
        _pulse = new double[Math.Max(values.Length, StepsWatched)];
        _pulse[0] = 1;
        _response = new double[_pulse.Length];
        _whitened = new double[values.Length];
        _states = new TbatsStates(form.Harmonics);
        _design = new TbatsDesign(form, values.Length, meter);
        Parameters = new TbatsParameters(form);
    }

    /// <summary>The parameters last tried.</summary>
    public TbatsParameters Parameters { get; }

    /// <summary>The initial states for these.</summary>
    public ReadOnlySpan<double> InitialStates => _design.States;

    /// <inheritdoc />
    public bool TryEvaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
    {
        Parameters.Set(parameters);
        _states.Clear();
        _states.Run(Parameters, _pulse, _response, _meter);
        _meter.Spend(_response.Length);
        if (!IsStable())
        {
            return false;
        }

        _states.Clear();
        _states.Run(Parameters, _values, residuals, _meter);
        Span<double> response = _response.AsSpan(0, _values.Length);
        if (Parameters.Ar.Length + Parameters.Ma.Length > 0)
        {
            TbatsWhitening.Apply(Parameters.Ar, Parameters.Ma, residuals, _whitened, _meter);
            _whitened.CopyTo(residuals);
            TbatsWhitening.Apply(Parameters.Ar, Parameters.Ma, response, _whitened, _meter);
            _whitened.CopyTo(response);
        }

        return _design.TrySolve(response, Parameters.Phi, residuals);
    }

    // The filter's response holds the weights of earlier values in a forecast; they grow when an eigenvalue of its transition lies outside
    // the unit circle.
    private bool IsStable()
    {
        foreach (double weight in _response)
        {
            if (!(Math.Abs(weight) <= LargestWeight))
            {
                return false;
            }
        }

        return true;
    }
}
