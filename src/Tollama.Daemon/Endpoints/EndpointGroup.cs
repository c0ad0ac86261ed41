using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tollama.Daemon.Endpoints;

/// <summary>Short words for mapping plain handlers; bodies are read by hand, so no binder stands between.</summary>
internal static class EndpointGroup
{
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void Get(this IEndpointRouteBuilder routes, string path, RequestDelegate handler) => routes.MapMethods(path, GetOrHead, handler);

    internal static void Post(this IEndpointRouteBuilder routes, string path, RequestDelegate handler) => routes.MapMethods(path, [HttpMethods.Post], handler);

    internal static void Delete(this IEndpointRouteBuilder routes, string path, RequestDelegate handler) =>
        routes.MapMethods(path, [HttpMethods.Delete], handler);
}
