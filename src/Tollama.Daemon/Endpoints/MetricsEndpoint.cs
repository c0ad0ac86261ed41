using Microsoft.AspNetCore.Builder;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/metrics</c>, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    internal static void Map(WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics");
}
