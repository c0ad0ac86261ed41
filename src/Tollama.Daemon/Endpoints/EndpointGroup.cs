using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Endpoints;

/// <summary>Short words for mapping plain handlers; bodies are read by hand, so no binder stands between.</summary>
/// <remarks>A route names the query parameters that it reads; others are refused.</remarks>
internal static class EndpointGroup
{
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void Get(this IEndpointRouteBuilder routes, string path, RequestDelegate handler, params string[] query) =>
        routes.MapMethods(path, GetOrHead, Reading(query, handler));

    /// <summary>Maps what browsers and probes ask, which put what they like behind an address: nobody believes that it changes the answer.</summary>
    internal static void GetWithAnyQuery(this IEndpointRouteBuilder routes, string path, RequestDelegate handler) => routes.MapMethods(path, GetOrHead, handler);

    internal static void Head(this IEndpointRouteBuilder routes, string path, RequestDelegate handler) =>
        routes.MapMethods(path, [HttpMethods.Head], Reading([], handler));

    internal static void Post(this IEndpointRouteBuilder routes, string path, RequestDelegate handler, params string[] query) =>
        routes.MapMethods(path, [HttpMethods.Post], Reading(query, handler));

    /// <summary>Maps a route that may take a table, beside which its settings stand in the query: who reads the body judges them.</summary>
    internal static void PostTable(this IEndpointRouteBuilder routes, string path, RequestDelegate handler) =>
        routes.MapMethods(path, [HttpMethods.Post], handler);

    /// <summary>Maps a route that answers the same whatever is asked.</summary>
    internal static void PostWithAnyQuery(this IEndpointRouteBuilder routes, string path, RequestDelegate handler) =>
        routes.MapMethods(path, [HttpMethods.Post], handler);

    internal static void Delete(this IEndpointRouteBuilder routes, string path, RequestDelegate handler) =>
        routes.MapMethods(path, [HttpMethods.Delete], Reading([], handler));

    private static RequestDelegate Reading(string[] query, RequestDelegate handler) => context =>
    {
        QueryParameters.Require(context.Request, query);
        return handler(context);
    };
}
