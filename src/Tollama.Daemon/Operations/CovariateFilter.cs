using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>Leaves out covariates that the model cannot use: with a warning, or as an error where the request is strict.</summary>
internal static class CovariateFilter
{
    /// <summary>The panel that the model gets.</summary>
    /// <param name="model">What the model is called.</param>
    /// <param name="use">Which covariates it uses.</param>
    /// <param name="call">The call.</param>
    /// <param name="warnings">Is told what was left out.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.NotSupportedByModel"/>: the request is strict.</exception>
    internal static Panel Apply(string model, CovariateUse use, ForecastCall call, List<string> warnings)
    {
        Panel kept = call.Panel.Keep(use, out IReadOnlyCollection<string> dropped);
        if (dropped.Count == 0)
        {
            return kept;
        }

        string ignored = Excerpt.List(dropped);
        if (call.Request.CovariatesMode == CovariatesMode.Strict)
        {
            throw new TollamaException(
                ErrorCode.NotSupportedByModel,
                $"'{model}' cannot use {ignored}",
                "leave them out, choose another model, or send covariates_mode=best_effort to ignore them");
        }

        warnings.Add($"'{model}' cannot use {ignored}: ignored");
        return kept;
    }
}
