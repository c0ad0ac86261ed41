using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Forecasting;
using Tollama.Neural;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>The network of auto, as the runner hands it in.</summary>
internal static class AutoNetwork
{
    /// <summary>The network; loaded when a series asks for it.</summary>
    public static NetworkMember Member { get; } = Create();

    /// <summary>The same, not loaded yet.</summary>
    public static NetworkMember Create()
    {
        ModelCard card = ModelRegistry.LoadEmbedded().Cards.First(card => card.MemberOfAuto);
        string folder = Path.Combine(AppContext.BaseDirectory, "bundled", card.BundledFolder);
        return new NetworkMember(card.ModelName.Short, cancellationToken => new NeuralFamily(card.Family).Load(
            new ModelReference
            {
                Family = card.Family,
                Model = card.FullVariant,
                Files = card.Digests.Keys.ToDictionary(name => name, name => Path.Combine(folder, name)),
                Options = JsonElement.Parse("""{"roll_out": "median"}"""),
            },
            cancellationToken));
    }
}
