using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Security;
using Tollama.Store;

namespace Tollama.Daemon.Hosting;

/// <summary>Says at start where the daemon listens and what holds, one line each.</summary>
internal static partial class StartupReport
{
    internal static void Write(WebApplication app, DaemonServices services, DaemonOptions options)
    {
        ILogger logger = app.Logger;
        Version(logger, ServerIdentity.Version, Environment.ProcessId);
        foreach (string warning in options.Warnings.Concat(services.Registry.Warnings).Concat(KeyRule.Warning(options) is { } weak ? [weak] : []))
        {
            Warned(logger, warning);
        }

        foreach ((string name, string value, bool isDefault) in options.Environment.Effective().Where(setting => !setting.IsDefault))
        {
            Setting(logger, name, value);
        }

        StoreHealth health = services.Store.Check();
        StoreAt(logger, services.Paths.Models, health.Error ?? "ok");
        if (!options.Address.IsLoopback && !options.AsksForKeys)
        {
            Open(logger, options.Address.ToString());
        }

        foreach (string url in app.Urls)
        {
            Listening(logger, url);
        }
    }

    [LoggerMessage(1000, LogLevel.Information, "tollama {Version}, process {ProcessId}")]
    private static partial void Version(ILogger logger, string version, int processId);

    [LoggerMessage(1001, LogLevel.Warning, "{Warning}")]
    private static partial void Warned(ILogger logger, string warning);

    [LoggerMessage(1002, LogLevel.Information, "{Name}={Value}")]
    private static partial void Setting(ILogger logger, string name, string value);

    [LoggerMessage(1003, LogLevel.Information, "models in {Path} ({Health})")]
    private static partial void StoreAt(ILogger logger, string path, string health);

    [LoggerMessage(1004, LogLevel.Warning, "{Address} can be reached from other machines and asks for no API key")]
    private static partial void Open(ILogger logger, string address);

    [LoggerMessage(1005, LogLevel.Information, "listening on {Url}")]
    private static partial void Listening(ILogger logger, string url);
}
