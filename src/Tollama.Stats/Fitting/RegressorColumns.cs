using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Checks columns of regressors.</summary>
internal static class RegressorColumns
{
    /// <summary>Throws unless every column has the length and only finite values.</summary>
    public static void Check(IReadOnlyList<double[]> columns, int length, string what, WorkMeter meter)
    {
        for (int column = 0; column < columns.Count; column++)
        {
            if (columns[column].Length != length)
            {
                throw new TollamaException(
                    ErrorCode.InvalidRequest,
                    $"Regressor {column} has {columns[column].Length} values, the {what} has {length}.",
                    $"Give {length} values for each regressor.");
            }

            meter.Spend(2L * length);
            int missing = Array.FindIndex(columns[column], value => !double.IsFinite(value));
            if (missing >= 0)
            {
                throw new TollamaException(
                    ErrorCode.InvalidRequest,
                    $"Value {missing} of regressor {column} ({what}) is not a finite number.",
                    "Fill the gaps of regressors before sending them.");
            }
        }
    }
}
