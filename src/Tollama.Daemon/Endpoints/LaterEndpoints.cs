using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Endpoints;

/// <summary>Routes of Ollama that come with hub downloads: until then they say so, instead of looking like a misspelled path.</summary>
internal static class LaterEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/api/copy", RefuseAsync);
        routes.Post("/api/create", RefuseAsync);
        routes.Post("/api/blobs/{digest}", RefuseAsync);
    }

    private static Task RefuseAsync(HttpContext context) => Task.FromException(new TollamaException(
        ErrorCode.NotImplemented,
        $"{context.Request.Path} is not part of this version yet: models cannot be copied or created, only pulled",
        "'tollama list --available' shows what can be pulled"));
}
