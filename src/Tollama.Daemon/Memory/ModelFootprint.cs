using Tollama.Store;

namespace Tollama.Daemon.Memory;

/// <summary>How much memory an installed model takes once it is loaded.</summary>
internal static class ModelFootprint
{
    /// <summary>What its process takes beside the weights: the runtime, the code, and the memory of a forecast under way.</summary>
    internal const long ProcessBytes = 64L << 20;

    /// <summary>The bytes, known before anything is read; 0 for a model without weights.</summary>
    /// <remarks>Weights are computed with as 32-bit numbers, whatever they are stored as.</remarks>
    internal static long Of(InstalledModel model)
    {
        long stored = model.Manifest.Layers.Where(layer => layer.MediaType == MediaTypes.Weights).Sum(layer => layer.Size);
        long weights = model.Manifest.ParameterCount * sizeof(float) ?? stored;
        return stored == 0 ? 0 : weights + ProcessBytes;
    }
}
