using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Store;

/// <summary>Refuses defaults with which a model could not answer a single request.</summary>
/// <param name="registry">Knows what options models have; <see langword="null"/> for nothing known.</param>
/// <param name="limits">How large a request may be.</param>
internal sealed class DefaultsCheck(ModelRegistry? registry, RequestLimits limits)
{
    /// <summary>Looks at the defaults of a model that is about to be installed.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>, in the words of the forecast that would be refused.</exception>
    public void Require(ModelName name, ModelManifest manifest)
    {
        if (ModelDefaults.OfRequest(manifest) is not { } own)
        {
            return;
        }

        FaultList faults = new();
        DefaultLimits.Check(name.Short, own, limits, faults);
        if (faults.Count > 0)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, string.Join("; ", faults.Items.Select(fault => fault.Msg)), "TOLLAMA_MAX_HORIZON and TOLLAMA_MAX_QUANTILES set the limits");
        }

        // What the models of other programs' runners take, only those know.
        if (registry is not null && Families.Find(manifest.Family) is not null && ModelDefaults.OfFamily(manifest) is { ValueKind: JsonValueKind.Object } options)
        {
            OptionCheck.Require(name.Short, options, registry.OptionsOf(manifest.Family, manifest.Variant), ModelParameters.OfAll);
        }
    }
}
