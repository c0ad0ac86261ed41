using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Routing;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary>What is installed and what can be: <c>/api/tags</c>, <c>/api/show</c>, <c>/v1/models</c>.</summary>
internal sealed class CatalogEndpoints(InstalledModels models, ModelStore store, ModelRegistry registry)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/api/tags", AnswerTagsAsync);
        routes.Post("/api/show", AnswerShowAsync);
        routes.Get("/v1/models", AnswerModelsAsync);
        routes.Get("/v1/models/{**name}", AnswerModelAsync);
    }

    private Task AnswerTagsAsync(HttpContext context)
    {
        TagsResponse response = new() { Models = [.. models.List().Select(ModelShow.Entry)] };
        return Replies.JsonAsync(context, response, TollamaJsonContext.Default.TagsResponse);
    }

    private async Task AnswerShowAsync(HttpContext context)
    {
        ShowRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.ShowRequest, context.RequestAborted).ConfigureAwait(false);
        InstalledModel model = models.Get(request.Model, request.Name);
        ShowResponse response = ModelShow.Show(model, store.Blobs, request.Verbose ?? false);
        response = response with { Options = registry.OptionsOf(model.Manifest), Warnings = store.WarningOf(model) is { } warning ? [warning] : null };
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.ShowResponse).ConfigureAwait(false);
    }

    /// <summary>What can be pulled and what is installed.</summary>
    internal ModelsResponse Models()
    {
        IReadOnlyList<InstalledModel> installed = models.List();
        HashSet<ModelName> names = [.. installed.Select(model => model.Name)];
        return new ModelsResponse
        {
            Object = "list",
            Data = [.. installed.Select(RegistryModels.AsOpenAi)],
            Available = [.. registry.Cards.Select(card => RegistryModels.Available(card, names.Contains(card.ModelName), registry, store.Licenses))],
            Installed = [.. installed.Select(model => RegistryModels.Installed(model, registry))],
        };
    }

    private Task AnswerModelsAsync(HttpContext context) => Replies.JsonAsync(context, Models(), TollamaJsonContext.Default.ModelsResponse);

    private Task AnswerModelAsync(HttpContext context)
    {
        ModelName name = ModelName.Parse(PathNames.Of(context, "name"));
        RegistryModel model = store.Find(name) is null && registry.Find(name) is { } card
            ? RegistryModels.Available(card, false, registry, store.Licenses)
            : RegistryModels.Installed(store.Get(name), registry);
        return Replies.JsonAsync(context, model, TollamaJsonContext.Default.RegistryModel);
    }
}
