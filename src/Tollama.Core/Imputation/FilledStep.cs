namespace Tollama.Core.Imputation;

/// <summary>A missing value, filled.</summary>
/// <param name="Index">Its position in the series, from 0.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Low">The low end of the interval in which the value was.</param>
/// <param name="High">The high end.</param>
public sealed record FilledStep(int Index, double Value, double Low, double High);
