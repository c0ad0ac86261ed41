using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;
using Tollama.Store;

namespace Tollama.Daemon.Nixtla;

/// <summary>Which model a request of Nixtla's clients means.</summary>
/// <remarks>
/// A name of ours is that model; <c>timegpt-NAME</c> as well, for clients that let no other names through. What else begins with <c>timegpt</c>, <c>azureai</c> and no name
/// at all mean the one of the setting TOLLAMA_NIXTLA_MODEL. A model that needs no download answers without being pulled before.
/// </remarks>
internal sealed class NixtlaModels(ModelStore store, ModelRegistry registry, ModelPuller puller, DaemonOptions options)
{
    private const string Own = "timegpt";
    private const string OnAzure = "azureai";
    private const string Usual = AutoStrategies.UsualModel;

    /// <summary>What can be asked for here: installed models and those that need no download, in the order of their names.</summary>
    internal IReadOnlyList<string> Names =>
        [.. store.Known().Select(model => model.Name.Short).Concat(Local.Select(card => card.ModelName.Short)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private IEnumerable<ModelCard> Local => registry.Cards.Where(card => card.IsLocal);

    /// <summary>The name that a client's name means.</summary>
    /// <param name="model">What the client says.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.ModelNotFound"/>: it is none of a model that is here.</exception>
    internal ModelName Resolve(string? model) => Named(model) ?? Known(options.NixtlaModel) ?? throw Unknown(
        $"the model '{Excerpt.Of(options.NixtlaModel)}', which stands for Nixtla's, is not here", "pull it, or set TOLLAMA_NIXTLA_MODEL to one of them");

    /// <summary>Whether an operation may choose a model by itself: the client names none of ours, and no setting does.</summary>
    /// <param name="model">What the client says.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.ModelNotFound"/>: it is none of a model that is here.</exception>
    internal bool LeavesChoice(string? model) => options.NixtlaModel == Usual && Named(model) is null;

    /// <summary>The facts of a model, installed or not.</summary>
    internal (int? ContextLength, int? MaxHorizon) SizesOf(ModelName name) => store.Find(name) is { Manifest: var manifest }
        ? (manifest.ContextLength, manifest.MaxHorizon)
        : (registry.Find(name)?.ContextLength, registry.Find(name)?.MaxHorizon);

    /// <summary>The model that a client's name means, installed now if it was not and needs no download.</summary>
    /// <param name="model">What the client says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TollamaException">There is none.</exception>
    internal async Task<InstalledModel> GetAsync(string? model, CancellationToken cancellationToken)
    {
        ModelName name = Resolve(model);
        if (store.Find(name) is { } installed)
        {
            return installed;
        }

        await foreach (PullProgress line in puller.PullAsync(name, new PullOptions(), cancellationToken).ConfigureAwait(false))
        {
            _ = line;
        }

        return store.Get(name);
    }

    /// <summary>Whether a model has an option.</summary>
    internal bool HasOption(InstalledModel model, string option) => registry.OptionsOf(model.Manifest).Any(known => known.Name == option);

    /// <summary>The model of ours that a client names; <see langword="null"/> where it names one of Nixtla's.</summary>
    private ModelName? Named(string? model)
    {
        string said = model?.Trim() ?? "";
        if (Known(said) is { } exact)
        {
            return exact;
        }

        bool isOwn = said.Length == 0 || said.StartsWith(Own, StringComparison.OrdinalIgnoreCase) || said.Equals(OnAzure, StringComparison.OrdinalIgnoreCase);
        return !isOwn ? throw Unknown($"model '{Excerpt.Of(said)}' is not here", "send one of them, or pull it first (tollama pull NAME)")
            : said.StartsWith(Own + "-", StringComparison.OrdinalIgnoreCase) ? Known(said[(Own.Length + 1)..]) : null;
    }

    private ModelName? Known(string text) =>
        !ModelName.TryParse(text, out ModelName? name) ? null
        : store.Find(name) is { } installed ? installed.Name
        : registry.Find(name) is { IsLocal: true } card ? card.ModelName
        : null;

    private TollamaException Unknown(string message, string hint) => new(ErrorCode.ModelNotFound, $"{message}; here are {Excerpt.List([.. Names])}", hint);
}
