namespace Tollama.Stats;

/// <summary>One of the four theta models of Fiorucci et al. (2016).</summary>
/// <param name="Name">As users type it.</param>
/// <param name="IsDynamic">Whether the line moves with every value.</param>
/// <param name="IsOptimized">Whether theta is estimated; else it is 2.</param>
internal sealed record ThetaForm(string Name, bool IsDynamic, bool IsOptimized)
{
    /// <summary>
    /// What the errors decide: alpha, the initial level and the variance, theta, and the slope of a line through all values.
    /// </summary>
    public int Parameters => 3 + (IsOptimized ? 1 : 0) + (IsDynamic ? 0 : 1);

    public static ThetaForm Standard { get; } = new("stm", IsDynamic: false, IsOptimized: false);

    public static ThetaForm Optimized { get; } = new("otm", IsDynamic: false, IsOptimized: true);

    public static ThetaForm DynamicStandard { get; } = new("dstm", IsDynamic: true, IsOptimized: false);

    public static ThetaForm DynamicOptimized { get; } = new("dotm", IsDynamic: true, IsOptimized: true);

    public static IReadOnlyList<ThetaForm> All { get; } = [Standard, Optimized, DynamicStandard, DynamicOptimized];
}
