using System.Globalization;

namespace Tollama.Core.Validation;

/// <summary>Checks that covariates are as long as the target and the horizon ask for.</summary>
internal static class CovariateLengths
{
    internal static void Check(ParsedSeries series, int horizon, string index, FaultList faults)
    {
        foreach (ParsedCovariate covariate in series.PastCovariates)
        {
            if (covariate.Length != series.Length)
            {
                faults.Add(
                    "length",
                    ["series", index, "past_covariates", covariate.Name],
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{covariate.Name}' has {covariate.Length} values but the target has {series.Length}; a past covariate needs one value per target value"));
            }
        }

        foreach (ParsedCovariate covariate in series.FutureCovariates)
        {
            if (covariate.Length != horizon && covariate.Length != (long)series.Length + horizon)
            {
                faults.Add(
                    "length",
                    ["series", index, "future_covariates", covariate.Name],
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{covariate.Name}' has {covariate.Length} values; a future covariate needs {horizon} (the horizon alone) or {(long)series.Length + horizon} (target and horizon)"));
            }
        }
    }
}
