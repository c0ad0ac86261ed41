using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The recursion of one form through a series, with the derivatives of every error by every parameter.</summary>
/// <typeparam name="TError">How the error joins.</typeparam>
/// <typeparam name="TTrend">How the trend joins; an undamped one has phi = 1.</typeparam>
/// <typeparam name="TSeason">How the season joins.</typeparam>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder (2008), tables 2.2 and 2.3. With the raw error u = y - f both error kinds update the states alike, so
/// they differ only in what is squared: u, or e = u / f. The derivatives are the recursion differentiated, four parameters an instruction.
/// </remarks>
internal static class EtsRecursion<TError, TTrend, TSeason>
    where TError : struct, IEtsComponent
    where TTrend : struct, IEtsComponent
    where TSeason : struct, IEtsComponent
{
    private const double Tiny = 1e-12;
    private const double LargeProduct = 1e100;
    private const int OperationsPerValue = 20;
    private const int OperationsPerLane = 3;

    /// <summary>Runs through the series.</summary>
    /// <param name="work">Where the parameters are and the results go.</param>
    /// <param name="damped">Whether phi is a parameter.</param>
    /// <param name="derivatives">Whether to compute them too.</param>
    /// <returns>False if a state left the range where the form has a meaning.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Run(EtsWorkspace work, bool damped, bool derivatives)
    {
        double[] parameters = work.Parameters;
        double alpha = parameters[EtsParameters.Alpha], beta = parameters[EtsParameters.Beta], gamma = parameters[EtsParameters.Gamma];
        double phi = damped ? parameters[EtsParameters.Phi] : 1;
        double level = parameters[EtsParameters.Level], slope = parameters[EtsParameters.Slope];
        double[] season = work.Season;
        int stride = work.Stride;
        EtsStart.Season(work, TSeason.Kind);
        if (derivatives)
        {
            EtsStart.Derivatives(work, TTrend.Kind, TSeason.Kind);
        }

        Vector256<double> unitAlpha = Vector256.Create(1.0, 0, 0, 0);
        Vector256<double> unitBeta = Vector256.Create(0, 1.0, 0, 0);
        Vector256<double> unitGamma = Vector256.Create(0, 0, 1.0, 0);
        Vector256<double> unitPhi = Vector256.Create(0, 0, 0, damped ? 1.0 : 0);
        ref double levels = ref MemoryMarshal.GetArrayDataReference(work.LevelDerivatives);
        ref double slopes = ref MemoryMarshal.GetArrayDataReference(work.SlopeDerivatives);
        ref double seasons = ref MemoryMarshal.GetArrayDataReference(work.SeasonDerivatives);
        ref double rows = ref MemoryMarshal.GetArrayDataReference(work.Rows);
        ref double logs = ref MemoryMarshal.GetArrayDataReference(work.LogDerivatives);
        double[] values = work.Values, fitted = work.Fitted;
        double squares = 0, logSum = 0, product = 1;
        int position = 0;
        int operations = OperationsPerValue + (derivatives ? OperationsPerLane * stride : 0);
        for (int start = 0; start < values.Length; start += WorkMeter.Portion)
        {
            int end = Math.Min(values.Length, start + WorkMeter.Portion);
            work.Meter.Spend((long)operations * (end - start));
            for (int index = start; index < end; index++)
            {
                // The forecast: q is the level with its trend, f with the season on it.
                double y = values[index];
                double carried = 0, bySlope = 0, byPhi = 0, q = level, qByLevel = 1, qByCarried = 1;
                if (TTrend.Kind == EtsComponent.Additive)
                {
                    carried = phi * slope;
                    bySlope = phi;
                    byPhi = slope;
                    q = level + carried;
                }
                else if (TTrend.Kind == EtsComponent.Multiplicative)
                {
                    if (!(slope > Tiny) || !(level > Tiny))
                    {
                        return false;
                    }

                    carried = damped ? Math.Pow(slope, phi) : slope;
                    bySlope = phi * carried / slope;
                    byPhi = damped && derivatives ? carried * Math.Log(slope) : 0;
                    q = level * carried;
                    qByLevel = carried;
                    qByCarried = level;
                }

                double figure = TSeason.Kind == EtsComponent.None ? 0 : season[position];
                double f = TSeason.Kind switch
                {
                    EtsComponent.None => q,
                    EtsComponent.Additive => q + figure,
                    _ => q * figure,
                };
                bool positive = TSeason.Kind == EtsComponent.Multiplicative ? q > Tiny && figure > Tiny : f > Tiny;
                if ((TError.Kind == EtsComponent.Multiplicative || TSeason.Kind == EtsComponent.Multiplicative) && !positive)
                {
                    return false;
                }

                double u = y - f;
                double inverse = TError.Kind == EtsComponent.Multiplicative ? 1 / f : 1;
                double error = u * inverse;
                fitted[index] = f;
                squares += error * error;
                if (TError.Kind == EtsComponent.Multiplicative)
                {
                    product *= f;
                    if (product is > LargeProduct or < 1 / LargeProduct)
                    {
                        logSum += Math.Log(product);
                        product = 1;
                    }
                }

                // The states after the error.
                double inverseFigure = TSeason.Kind == EtsComponent.Multiplicative ? 1 / figure : 1;
                double v = u * inverseFigure;
                double inverseLevel = TTrend.Kind == EtsComponent.Multiplicative ? 1 / level : 1;
                double w = v * inverseLevel;
                double inverseQ = TSeason.Kind == EtsComponent.Multiplicative ? 1 / q : 1;
                double x = u * inverseQ;
                if (derivatives)
                {
                    double rowScale = TError.Kind == EtsComponent.Multiplicative ? -y * inverse * inverse : -1;
                    ref double row = ref Unsafe.Add(ref rows, index * stride);
                    ref double figures = ref Unsafe.Add(ref seasons, position * stride);
                    for (nuint lane = 0; lane < (nuint)stride; lane += 4)
                    {
                        Vector256<double> dLevel = Vector256.LoadUnsafe(ref levels, lane);
                        Vector256<double> dCarried = default, dq = dLevel, df, dv, dFigure = default;
                        if (TTrend.Kind != EtsComponent.None)
                        {
                            dCarried = Vector256.LoadUnsafe(ref slopes, lane) * bySlope;
                            dCarried = lane == 0 ? Fused(unitPhi, byPhi, dCarried) : dCarried;
                            dq = TTrend.Kind == EtsComponent.Additive ? dLevel + dCarried : Fused(dLevel, qByLevel, dCarried * qByCarried);
                        }

                        df = dq;
                        dv = -df;
                        if (TSeason.Kind != EtsComponent.None)
                        {
                            dFigure = Vector256.LoadUnsafe(ref figures, lane);
                            df = TSeason.Kind == EtsComponent.Additive ? dq + dFigure : Fused(dq, figure, dFigure * q);
                            dv = TSeason.Kind == EtsComponent.Additive ? -df : Fused(dFigure, -v, -df) * inverseFigure;
                        }

                        Vector256<double> newLevel = Fused(dv, alpha, dq);
                        newLevel = lane == 0 ? Fused(unitAlpha, v, newLevel) : newLevel;
                        newLevel.StoreUnsafe(ref levels, lane);
                        if (TTrend.Kind != EtsComponent.None)
                        {
                            Vector256<double> dw = TTrend.Kind == EtsComponent.Additive ? dv : Fused(dLevel, -w, dv) * inverseLevel;
                            Vector256<double> newSlope = Fused(dw, beta, dCarried);
                            newSlope = lane == 0 ? Fused(unitBeta, w, newSlope) : newSlope;
                            newSlope.StoreUnsafe(ref slopes, lane);
                        }

                        if (TSeason.Kind != EtsComponent.None)
                        {
                            Vector256<double> dx = TSeason.Kind == EtsComponent.Additive ? -df : Fused(dq, -x, -df) * inverseQ;
                            Vector256<double> newFigure = Fused(dx, gamma, dFigure);
                            newFigure = lane == 0 ? Fused(unitGamma, x, newFigure) : newFigure;
                            newFigure.StoreUnsafe(ref figures, lane);
                        }

                        (df * rowScale).StoreUnsafe(ref row, lane);
                        if (TError.Kind == EtsComponent.Multiplicative)
                        {
                            Fused(df, inverse, Vector256.LoadUnsafe(ref logs, lane)).StoreUnsafe(ref logs, lane);
                        }
                    }

                    Unsafe.Add(ref row, work.ErrorLane) = error;
                }

                level = q + (alpha * v);
                slope = TTrend.Kind == EtsComponent.None ? 0 : carried + (beta * w);
                if (TSeason.Kind != EtsComponent.None)
                {
                    season[position] = figure + (gamma * x);
                    position = position + 1 == season.Length ? 0 : position + 1;
                }
            }
        }

        work.Level = level;
        work.Slope = slope;
        work.SquaredErrors = squares;
        work.LogFitted = logSum + Math.Log(product);
        return double.IsFinite(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fused(Vector256<double> left, double right, Vector256<double> addend) =>
        Vector256.MultiplyAddEstimate(left, Vector256.Create(right), addend);
}
