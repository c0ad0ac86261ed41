using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/version</c>: who answers here.</summary>
internal static class IdentityEndpoints
{
    private static readonly VersionResponse Identity =
        new() { Version = ServerIdentity.Version, TollamaVersion = ServerIdentity.Version, Name = ServerIdentity.Name, Protocol = RunnerMethods.ProtocolVersion };

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.Get("/api/version", static context => Replies.JsonAsync(context, Identity, TollamaJsonContext.Default.VersionResponse));
}
