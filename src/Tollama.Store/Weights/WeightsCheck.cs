using Tollama.Catalog;
using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Compares weights with what their configuration says, and looks at every number of them.</summary>
internal static class WeightsCheck
{
    /// <summary>What is asked of weights before they are installed: files that are safetensors, and numbers that are finite.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The headers of the files.</returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidModelFile"/>: they are not.</exception>
    public static IReadOnlyList<SafetensorsHeader> ReadAll(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        List<SafetensorsHeader> headers = [];
        foreach (string path in paths)
        {
            SafetensorsHeader header = WeightsFile.ReadHeader(path);
            FiniteWeights.Require(path, header, cancellationToken);
            headers.Add(header);
        }

        return headers;
    }

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
