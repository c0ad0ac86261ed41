using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Hands the law of the errors that a request asks for to its model, as an option.</summary>
/// <param name="registry">The cards of the models, with their options.</param>
internal sealed class ResidualChoice(ModelRegistry registry)
{
    private static string Name => RequestFields.Residuals.Name;

    /// <summary>The call with the option, if it names a law.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.NotSupportedByModel"/>: the model has none to choose.</exception>
    internal ForecastCall Settle(InstalledModel model, ForecastCall call)
    {
        if (call.Request.Residuals is null)
        {
            return call;
        }

        if (!registry.OptionsOf(model.Manifest).Any(option => option.Name == Name))
        {
            IEnumerable<string> others = registry.Cards.Where(card => card.Options.Contains(Name)).Select(card => card.Name);
            throw new TollamaException(
                ErrorCode.NotSupportedByModel,
                $"'{model.Name.Short}' has no residuals whose law can be chosen ({Name}=)",
                $"models that have: {string.Join(", ", others.Order(StringComparer.Ordinal))}. {RequestFields.Intervals.With("conformal")} assumes no law, with any model");
        }

        return call with { Request = call.Request.WithOption(Name, RequestFields.Residuals.TextOf(call.Request)!) };
    }
}
