using System.Security.Cryptography;
using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Neural;
using Tollama.Stats;

namespace Tollama.Runner;

/// <summary>The network that ships with the program and takes part in <c>auto</c>.</summary>
/// <remarks>Which one it is says the registry; another of any family can take its place without a change here.</remarks>
internal static class BundledNetwork
{
    private const string RollOut = "roll_out";

    // Long horizons along the median alone, for networks that leave the choice: only that is asked for.
    private static readonly JsonElement AlongTheMedian = JsonElement.Parse("""{"roll_out": "median"}""");

    /// <summary>The network of the registry; <see langword="null"/> when it names none.</summary>
    /// <param name="registry">The models that ship.</param>
    /// <param name="folder">Where their files are.</param>
    /// <param name="computation">Tests the kernels before the network is loaded.</param>
    public static NetworkMember? Find(ModelRegistry registry, string folder, Computation computation) =>
        registry.Cards.FirstOrDefault(card => card.MemberOfAuto) is { } card
            ? new NetworkMember(card.ModelName.Short, cancellationToken =>
            {
                computation.RequireSoundKernels();
                return Load(registry, card, Path.Combine(folder, card.BundledFolder), cancellationToken);
            })
            : null;

    private static IForecastModel Load(ModelRegistry registry, ModelCard card, string folder, CancellationToken cancellationToken)
    {
        bool hasRollOut = registry.OptionsOf(card.Family, card.FullVariant).Any(option => option.Name == RollOut);
        ModelReference reference = new()
        {
            Family = card.Family,
            Model = card.FullVariant,
            Files = card.Digests.ToDictionary(file => file.Key, file => Checked(Path.Combine(folder, file.Key), file.Value)),
            Options = hasRollOut ? AlongTheMedian : null,
        };
        return new NeuralFamily(card.Family).Load(reference, cancellationToken);
    }

    private static string Checked(string path, string digest)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(file))}" == digest ? path : throw Fault($"'{path}' is not the file that belongs to this version");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Fault($"'{path}' cannot be read", cause);
        }
    }

    private static TollamaException Fault(string what, Exception? cause = null) => new(
        ErrorCode.InvalidModelFile,
        $"{what}; install tollama again, with the folder 'bundled' beside the programs, or send options.network=false",
        innerException: cause);
}
