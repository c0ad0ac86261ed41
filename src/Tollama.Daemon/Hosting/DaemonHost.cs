using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Text;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Health;
using Tollama.Daemon.Security;
using Tollama.Daemon.Tls;

namespace Tollama.Daemon.Hosting;

/// <summary>Runs the daemon: <c>tollamad</c>, <c>tollama serve</c>.</summary>
public static class DaemonHost
{
    private const int Failed = 1;
    private const int BadSetting = 2;

    // Nothing runs any more by then: connections that rest are closed, and one that a client holds open is cut.
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(1);

    /// <summary>What a daemon that was started with these variables would say of the values that it cannot read.</summary>
    public static IReadOnlyList<string> SettingFaults(TollamaEnvironment environment)
    {
        try
        {
            return DaemonOptionsReader.Read(environment, new ServeArguments()).Warnings;
        }
        catch (SettingException exception)
        {
            return [exception.Message];
        }
    }

    /// <summary>Serves until the token fires or the process is told to end; accepted requests may finish within a grace time.</summary>
    /// <param name="arguments">What was said on the command line.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="errors">Where a failure to start is told; logs go to standard error.</param>
    /// <param name="cancellationToken">Ends the daemon gracefully.</param>
    /// <returns>The exit code: 0 after a graceful end, 1 when it could not start, 2 when it did not try because of a setting.</returns>
    public static async Task<int> RunAsync(
        ServeArguments arguments, TollamaEnvironment environment, TextWriter errors, CancellationToken cancellationToken)
    {
        DaemonOptions options;
        ServingCertificate? certificate;
        try
        {
            options = DaemonOptionsReader.Read(environment, arguments);
            certificate = options.Tls is { } files ? ServingCertificate.Read(files, TimeProvider.System) : null;
        }
        catch (SettingException exception)
        {
            await SayAsync(errors, exception.Message).ConfigureAwait(false);
            await errors.WriteLineAsync($"Hint: {VisibleText.OneLine(exception.Hint)}").ConfigureAwait(false);
            return BadSetting;
        }

        if ((KeyRule.Refusal(options) ?? BindRule.Refusal(options)) is { } refusal)
        {
            await SayAsync(errors, refusal).ConfigureAwait(false);
            return Failed;
        }

        ConnectionBudget budget = ConnectionBudget.Of(DescriptorLimit.RaiseAndCount(), options.MaxConnections);
        string[] more = budget.Warning is { } warning ? [warning] : [];
        options = options with { Warnings = [.. options.Warnings, .. certificate?.Warnings ?? [], .. more] };
        WebApplication app = Build(options, budget, certificate);
        await using (app.ConfigureAwait(false))
        {
            DaemonServices services = new(options, TimeProvider.System, app.Services.GetRequiredService<ILoggerFactory>(), app.Services.GetRequiredService<IMeterFactory>());
            await using (services.ConfigureAwait(false))
            {
                if (services.Store.Refusal() is { } newer)
                {
                    await errors.WriteLineAsync($"Error: {newer.Message}; {newer.Hint}").ConfigureAwait(false);
                    return Failed;
                }

                services.Map(app);
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
            await SayAsync(errors, holder).ConfigureAwait(false);
            return Failed;
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException)
        {
            await SayAsync(errors, $"cannot listen on {options.Address}: {CauseText.Of(exception)}").ConfigureAwait(false);
            return Failed;
        }

        services.BeginToCount();
        StartupReport.Write(app, services, options);
        services.CleanUp(cancellationToken);
        await UntilAsync(cancellationToken).ConfigureAwait(false);
        await services.DrainAsync().ConfigureAwait(false);
        await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return 0;
    }

    // What answers at a port says its own name: a text of others, as parts of the messages of settings may be.
    private static Task SayAsync(TextWriter errors, string message) => errors.WriteLineAsync($"Error: {VisibleText.OneLine(message)}");

    private static async Task UntilAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource fired = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = cancellationToken.Register(fired.SetResult);
        await fired.Task.ConfigureAwait(false);
    }

    internal static WebApplication Build(DaemonOptions options, ConnectionBudget budget, ServingCertificate? certificate)
    {
        // Empty: what the daemon does is said by its own variables and nothing else, not by files or variables of the web server.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        ConsoleLog.Add(builder.Logging, options.LogLevel);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = CloseTime);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServerIdentity.Name, serviceVersion: ServerIdentity.Version, autoGenerateServiceInstanceId: false))
            .WithMetrics(metrics => metrics.AddMeter(DaemonMetrics.MeterName).AddPrometheusExporter());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AllowSynchronousIO = false;
            ILoggerFactory loggers = kestrel.ApplicationServices.GetRequiredService<ILoggerFactory>();
            ConnectionGate gate = new(budget.Connections, TimeProvider.System, loggers.CreateLogger<ConnectionGate>());
            CertificateReload? reload = certificate is not null
                ? new CertificateReload(options.Tls!, certificate, TimeProvider.System, loggers.CreateLogger<CertificateReload>())
                : null;
            Listeners.Add(kestrel, options.Address, gate, reload);
        });
        return builder.Build();
    }
}
