using System.Runtime.InteropServices;

namespace Tollama.Stats;

/// <summary>
/// What not knowing the initial level and the drift adds to the variance of a forecast, as a multiple of the error variance.
/// </summary>
/// <remarks>The prediction variance of least squares, from the inner products of the two regressors.</remarks>
/// <param name="ReachReach">Of what the initial level adds to each value, with itself.</param>
/// <param name="ReachMemory">With what a drift of 1 a step adds.</param>
/// <param name="MemoryMemory">Of the latter with itself.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ThetaDriftUncertainty(double ReachReach, double ReachMemory, double MemoryMemory)
{
    /// <summary>The variance at a future step.</summary>
    /// <param name="reach">What the initial level adds to the step.</param>
    /// <param name="memory">What a drift of 1 a step adds to it.</param>
    public double At(double reach, double memory)
    {
        double curvature = MemoryMemory - (ReachMemory * ReachMemory / ReachReach);
        double beyond = memory - (reach * ReachMemory / ReachReach);
        return (reach * reach / ReachReach) + (curvature > 0 ? beyond * beyond / curvature : 0);
    }
}
