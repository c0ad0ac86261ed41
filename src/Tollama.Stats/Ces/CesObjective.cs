using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The sum of squared errors of one form of complex exponential smoothing, as a function of its parameters.</summary>
/// <remarks>
/// The states before the first value are found by backcasting: the model runs over the series, back again, and once more; only the last run
/// counts.
/// </remarks>
internal readonly struct CesObjective(double[] values, CesSeason form, CesStates start, CesStates states, WorkMeter meter) : INelderMeadObjective
{
    /// <summary>How many parameters a form has.</summary>
    public static int Parameters(CesSeason form) => form switch
    {
        CesSeason.Partial => 3,
        CesSeason.Full => 4,
        _ => 2,
    };

    /// <summary>How the level moves by the parameters of a form.</summary>
    public static CesPair Level(CesSeason form, ReadOnlySpan<double> point) =>
        form == CesSeason.Simple ? CesPair.Absent : CesPair.Complex(point[0], point[1]);

    /// <summary>How the season moves by the parameters of a form.</summary>
    public static CesPair Season(CesSeason form, ReadOnlySpan<double> point) => form switch
    {
        CesSeason.Simple => CesPair.Complex(point[0], point[1]),
        CesSeason.Partial => CesPair.Real(point[2]),
        CesSeason.Full => CesPair.Complex(point[2], point[3]),
        _ => CesPair.Absent,
    };

    /// <inheritdoc />
    public double Value(ReadOnlySpan<double> point) => IsAllowed(point) ? Run(point, []) : double.PositiveInfinity;

    /// <summary>Runs the model; leaves the states behind the last value.</summary>
    public double Run(ReadOnlySpan<double> point, Span<double> fitted)
    {
        CesPair level = Level(form, point);
        CesPair season = Season(form, point);
        meter.Spend(2 * states.SeasonLength);
        states.Start(start);
        states.Run(values, level, season, forward: true, [], meter);
        states.Run(values, level, season, forward: false, [], meter);
        return states.Run(values, level, season, forward: true, fitted, meter);
    }

    private bool IsAllowed(ReadOnlySpan<double> point) => CesPair.IsAdmissible(point[0], point[1]) && form switch
    {
        CesSeason.Partial => point[2] is >= 0 and <= 1,
        CesSeason.Full => CesPair.IsAdmissible(point[2], point[3]),
        _ => true,
    };
}
