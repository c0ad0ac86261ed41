using Microsoft.AspNetCore.Routing;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Endpoints;

/// <summary>Routes of Ollama's clients that a daemon of forecasts cannot serve. They answer 400: many programs take a 404 for a model that is to be pulled.</summary>
internal static class UnservedEndpoints
{
    private const string NoTexts = "models here forecast numbers and read no texts";
    private const string Forecasts = "POST /v1/forecast forecasts series, GET /api/tags lists the models";

    private static readonly (string Path, string What, string Hint)[] Routes =
    [
        ("/api/embed", $"embeddings are not made: {NoTexts}", Forecasts),
        ("/api/embeddings", $"embeddings are not made: {NoTexts}", Forecasts),
        ("/v1/embeddings", $"embeddings are not made: {NoTexts}", Forecasts),
        ("/v1/chat/completions", $"no text is completed: {NoTexts}", Forecasts),
        ("/v1/completions", $"no text is completed: {NoTexts}", Forecasts),
        ("/api/push", "models are not pushed: there is no registry that takes them", "'tollama export' writes a model to a file, and 'tollama import' reads it on another machine"),
    ];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach ((string path, string what, string hint) in Routes)
        {
            routes.PostWithAnyQuery(path, _ => throw new TollamaException(ErrorCode.InvalidRequest, what, hint));
        }
    }
}
