using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Health;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Hosting;

/// <summary>Runs the daemon: <c>tollamad</c>, <c>tollama serve</c>.</summary>
public static class DaemonHost
{
    private const int Failed = 1;

    /// <summary>Serves until the token fires or the process is told to end; accepted requests may finish within a grace time.</summary>
    /// <param name="arguments">What was said on the command line.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="errors">Where a failure to start is told; logs go to standard error.</param>
    /// <param name="cancellationToken">Ends the daemon gracefully.</param>
    /// <returns>The exit code: 0 after a graceful end, 1 when it could not start.</returns>
    public static async Task<int> RunAsync(
        ServeArguments arguments, TollamaEnvironment environment, TextWriter errors, CancellationToken cancellationToken)
    {
        DaemonOptions options = DaemonOptionsReader.Read(environment, arguments);
        if (BindRule.Refusal(options) is { } refusal)
        {
            await errors.WriteLineAsync($"Error: {refusal}").ConfigureAwait(false);
            return Failed;
        }

        WebApplication app = Build(options);
        await using (app.ConfigureAwait(false))
        {
            DaemonServices services = new(options, TimeProvider.System, app.Services.GetRequiredService<ILoggerFactory>(), app.Services.GetRequiredService<IMeterFactory>());
            await using (services.ConfigureAwait(false))
            {
                services.Map(app);
                app.Lifetime.ApplicationStopping.Register(services.Drain);
                return await ServeAsync(app, services, options, errors, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<int> ServeAsync(
        WebApplication app, DaemonServices services, DaemonOptions options, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            string holder = await PortHolder.DescribeAsync(options.Address, cancellationToken).ConfigureAwait(false);
            await errors.WriteLineAsync($"Error: {holder}").ConfigureAwait(false);
            return Failed;
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException)
        {
            await errors.WriteLineAsync($"Error: cannot listen on {options.Address}: {exception.Message}").ConfigureAwait(false);
            return Failed;
        }

        StartupReport.Write(app, services, options);
        services.CleanUp(app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private static WebApplication Build(DaemonOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(options.LogLevel);
        builder.Logging.AddFilter("Microsoft", options.LogLevel > LogLevel.Debug ? LogLevel.Warning : LogLevel.Information);
        // A failure to start is told in one sentence by whoever called; the host would print its stack before.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownGrace);
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.AddRoutingCore();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServerIdentity.Name, serviceVersion: ServerIdentity.Version, autoGenerateServiceInstanceId: false))
            .WithMetrics(metrics => metrics.AddMeter(DaemonMetrics.MeterName).AddPrometheusExporter());
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));
        return builder.Build();
    }

    private static void Listen(KestrelServerOptions kestrel, DaemonOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.AllowSynchronousIO = false;
        HostAddress address = options.Address;
        if (address.IsLoopback && address.Port != 0 && !address.Host.Contains(':', StringComparison.Ordinal))
        {
            kestrel.Listen(IPAddress.TryParse(address.Host, out IPAddress? v4) ? v4 : IPAddress.Loopback, address.Port);
            if (Socket.OSSupportsIPv6 && Ports.IsFree(IPAddress.IPv6Loopback, address.Port))
            {
                kestrel.Listen(IPAddress.IPv6Loopback, address.Port);
            }
        }
        else if (IPAddress.TryParse(address.Host, out IPAddress? ip))
        {
            kestrel.Listen(ip, address.Port);
        }
        else if (address.IsLoopback)
        {
            kestrel.Listen(IPAddress.Loopback, address.Port);
        }
        else
        {
            foreach (IPAddress resolved in Dns.GetHostAddresses(address.Host))
            {
                kestrel.Listen(resolved, address.Port);
            }
        }
    }
}
