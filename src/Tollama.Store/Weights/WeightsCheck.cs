using Tollama.Catalog;
using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Compares weights with what their configuration says.</summary>
internal static class WeightsCheck
{
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidModelFile"/>: tensors are missing, unexpected, or of another shape.</exception>
    public static void Require(ModelName name, ModelArchitecture architecture, IReadOnlyList<SafetensorsHeader> headers)
    {
        IReadOnlyList<string> faults = architecture.Check(headers);
        if (faults.Count > 0)
        {
            throw new TollamaException(
                ErrorCode.InvalidModelFile,
                $"the weights of '{name}' do not fit its config.json ({architecture.Name}): {string.Join("; ", faults)}",
                "nothing was installed; check that config.json and the weights are of one revision");
        }
    }
}
