using System.Globalization;
using Microsoft.Extensions.Logging;
using Tollama.Core.Configuration;
using Tollama.Core.Requests;
using Tollama.Store;

namespace Tollama.Daemon.Configuration;

/// <summary>Reads <see cref="DaemonOptions"/>. A value that cannot be read is replaced by its default, with a warning that names both.</summary>
internal sealed class DaemonOptionsReader(TollamaEnvironment environment, ServeArguments arguments)
{
    private readonly List<string> _warnings = [];

    internal static DaemonOptions Read(TollamaEnvironment environment, ServeArguments arguments) =>
        new DaemonOptionsReader(environment, arguments).Read();

    private DaemonOptions Read()
    {
        RequestLimits limits = new();
        return new DaemonOptions
        {
            Address = ReadAddress(),
            Environment = environment,
            LogLevel = ReadLogLevel(),
            KeepAlive = ReadDuration("TOLLAMA_KEEP_ALIVE") ?? TimeSpan.FromMinutes(5),
            MaxParallel = (int)(ReadNumber("TOLLAMA_NUM_PARALLEL", 1, 10_000) ?? 8 * System.Environment.ProcessorCount),
            MaxQueue = (int)(ReadNumber("TOLLAMA_MAX_QUEUE", 0, 1_000_000) ?? 512),
            MaxLoadedModels = (int?)ReadNumber("TOLLAMA_MAX_LOADED_MODELS", 1, 10_000),
            LoadTimeout = ReadDuration("TOLLAMA_LOAD_TIMEOUT") ?? TimeSpan.FromMinutes(5),
            RequestTimeout = ReadDuration("TOLLAMA_REQUEST_TIMEOUT") is { } timeout && timeout > TimeSpan.Zero ? timeout : null,
            ShutdownGrace = ReadDuration("TOLLAMA_SHUTDOWN_GRACE") ?? TimeSpan.FromSeconds(10),
            DrainNotice = ReadDuration("TOLLAMA_DRAIN_NOTICE") ?? TimeSpan.Zero,
            MaxConnections = (int?)ReadNumber("TOLLAMA_MAX_CONNECTIONS", 1, 1_000_000),
            Origins = environment.List("TOLLAMA_ORIGINS"),
            AllowedHosts = environment.List("TOLLAMA_ALLOWED_HOSTS"),
            ApiKeys = environment.List("TOLLAMA_API_KEYS"),
            Insecure = arguments.Insecure || environment.IsOn("TOLLAMA_INSECURE"),
            AcceptedLicenses = environment.List("TOLLAMA_ACCEPT_LICENSES"),
            Hub = HubOptionsReader.Read(environment, _warnings) with { UserAgent = ServerIdentity.Header },
            NoPrune = environment.IsOn("TOLLAMA_NOPRUNE"),
            MaxBodyBytes = ReadSize("TOLLAMA_MAX_BODY") ?? 64L << 20,
            Limits = limits with
            {
                MaxSeries = (int)(ReadNumber("TOLLAMA_MAX_SERIES", 1, int.MaxValue) ?? limits.MaxSeries),
                MaxPoints = ReadNumber("TOLLAMA_MAX_POINTS", 1, long.MaxValue) ?? limits.MaxPoints,
                MaxHorizon = (int)(ReadNumber("TOLLAMA_MAX_HORIZON", 1, 1_000_000) ?? limits.MaxHorizon),
                MaxQuantiles = (int)(ReadNumber("TOLLAMA_MAX_QUANTILES", 1, 10_000) ?? limits.MaxQuantiles),
            },
            Warnings = _warnings,
        };
    }

    private HostAddress ReadAddress()
    {
        HostAddress address = arguments.Host is null ? HostAddress.FromEnvironment(environment) : HostAddress.Parse(arguments.Host);
        if (address.Warning is { } warning)
        {
            _warnings.Add(warning);
        }

        return arguments.Port is { } port ? address with { Port = port } : address;
    }

    private LogLevel ReadLogLevel()
    {
        string? text = arguments.LogLevel ?? environment.Get("TOLLAMA_LOG_LEVEL");
        LogLevel fallback = environment.IsOn("TOLLAMA_DEBUG") ? LogLevel.Debug : LogLevel.Information;
        switch (text?.ToUpperInvariant())
        {
            case null:
                return fallback;
            case "TRACE":
                return LogLevel.Trace;
            case "DEBUG":
                return LogLevel.Debug;
            case "INFO" or "INFORMATION":
                return LogLevel.Information;
            case "WARN" or "WARNING":
                return LogLevel.Warning;
            case "ERROR":
                return LogLevel.Error;
            case "CRITICAL":
                return LogLevel.Critical;
            case "NONE" or "OFF":
                return LogLevel.None;
            default:
                _warnings.Add($"'{text}' is not a log level (trace, debug, info, warning, error, none). Using {fallback}.");
                return fallback;
        }
    }

    private TimeSpan? ReadDuration(string name)
    {
        if (environment.Get(name) is not { } text)
        {
            return null;
        }

        if (DurationText.TryParse(text, out TimeSpan duration))
        {
            return duration;
        }

        _warnings.Add($"{name}='{text}' is not a duration; write {DurationText.Grammar}. Using the default.");
        return null;
    }

    private long? ReadNumber(string name, long min, long max)
    {
        if (environment.Get(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= min && number <= max)
        {
            return number;
        }

        _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{name}='{text}' is not a whole number from {min} to {max}. Using the default."));
        return null;
    }

    private long? ReadSize(string name)
    {
        if (environment.Get(name) is not { } text)
        {
            return null;
        }

        if (ByteCount.TryParse(text, out long bytes) && bytes <= int.MaxValue)
        {
            return bytes;
        }

        _warnings.Add($"{name}='{text}' is not a size from 1 byte to 2 GiB, e.g. 64MiB. Using the default.");
        return null;
    }
}
