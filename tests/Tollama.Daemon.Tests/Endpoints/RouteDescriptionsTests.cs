using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Endpoints;
using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Endpoints;

/// <summary>The list of routes that the page shows is the list of routes that there are.</summary>
public sealed class RouteDescriptionsTests
{
    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        string[] mapped = await MappedAsync();

        RouteDescriptions.All.Select(route => $"{route.Method} {route.Path}").Order(StringComparer.Ordinal).ShouldBe(mapped);
    }

    [Fact]
    public void Every_description_is_a_sentence_and_every_body_is_json()
    {
        foreach (RouteDescription route in RouteDescriptions.All)
        {
            route.Summary.ShouldEndWith(".");
            route.Group.ShouldNotBeEmpty();
            if (route.Body is { } body)
            {
                Should.NotThrow(() => JsonDocument.Parse(body).Dispose(), $"{route.Method} {route.Path}");
            }
        }
    }

    [Fact]
    public void The_list_as_json_has_all_of_them()
    {
        using JsonDocument list = JsonDocument.Parse(RouteDescriptions.ToJson());

        list.RootElement.GetArrayLength().ShouldBe(RouteDescriptions.All.Count);
        list.RootElement[0].GetProperty("path").GetString().ShouldBe("/api/forecast");
        list.RootElement[0].GetProperty("table").GetBoolean().ShouldBeTrue();
    }

    // Each method and path of a daemon that is put together and never started, once; HEAD beside GET is one with it.
    private static async Task<string[]> MappedAsync()
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("tollama-routes-");
        try
        {
            DaemonOptions options = DaemonOptionsReader.Read(
                new TollamaEnvironment(new Dictionary<string, string> { ["TOLLAMA_HOME"] = home.FullName }), new ServeArguments());
            await using WebApplication app = DaemonHost.Build(options, ConnectionBudget.Of(1024, options.MaxConnections), certificate: null);
            await using DaemonServices services = new(
                options, new FakeTimeProvider(), app.Services.GetRequiredService<ILoggerFactory>(), app.Services.GetRequiredService<IMeterFactory>());
            services.Map(app);
            return
            [
                .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().SelectMany(Names)
                    .Distinct().Order(StringComparer.Ordinal),
            ];
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        IReadOnlyList<string> methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get];
        string path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        return methods.Where(method => method != HttpMethods.Head || methods.Count == 1).Select(method => $"{method} {path}");
    }
}
