using System.Globalization;
using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Store;

namespace Tollama.Daemon.Configuration;

/// <summary>Reads <see cref="DaemonOptions"/>. Where safety depends on a value, one that cannot be read is refused; else its default holds, with a warning that names both.</summary>
internal sealed class DaemonOptionsReader(TollamaEnvironment environment, ServeArguments arguments)
{
    private const long MaxBody = 1L << 40;

    private static readonly string[] Kernels = ["avx512", "avx2", "neon", "scalar"];

    private readonly List<string> _warnings = [];

    internal static DaemonOptions Read(TollamaEnvironment environment, ServeArguments arguments) =>
        new DaemonOptionsReader(environment, arguments).Read();

    private DaemonOptions Read()
    {
        RequestLimits limits = ReadLimits();
        return new DaemonOptions
        {
            Address = ReadAddress(),
            Environment = environment.Without(ReadForRunners()),
            Home = environment.Home,
            Models = environment.Models,
            LogLevel = ReadLogLevel(),
            KeepAlive = ReadDuration("TOLLAMA_KEEP_ALIVE") ?? TimeSpan.FromMinutes(5),
            MaxParallel = (int)(ReadNumber("TOLLAMA_NUM_PARALLEL", 1, 10_000) ?? 8 * System.Environment.ProcessorCount),
            MaxQueue = (int)(ReadNumber("TOLLAMA_MAX_QUEUE", 0, 1_000_000) ?? 512),
            MaxLoadedModels = (int?)ReadNumber("TOLLAMA_MAX_LOADED_MODELS", 1, 10_000),
            LoadTimeout = ReadWait("TOLLAMA_LOAD_TIMEOUT", allowsNone: false) ?? TimeSpan.FromMinutes(5),
            RequestTimeout = ReadRequestTimeout(),
            ProgressTimeout = ReadProgressTimeout(),
            ShutdownGrace = ReadWait("TOLLAMA_SHUTDOWN_GRACE", allowsNone: true) ?? TimeSpan.FromSeconds(10),
            DrainNotice = ReadDrainNotice(),
            MaxConnections = (int?)ReadNumber("TOLLAMA_MAX_CONNECTIONS", 1, 1_000_000),
            Origins = NameLists.Origins(environment),
            AllowedHosts = NameLists.Hosts(environment),
            Tls = TlsFiles.Read(environment),
            TrustedProxies = ReadProxies(),
            ApiKeys = environment.List("TOLLAMA_API_KEYS"),
            OperatorKeys = environment.List("TOLLAMA_OPERATOR_KEYS"),
            Insecure = environment.IsOn("TOLLAMA_INSECURE") || arguments.Insecure,
            AcceptedLicenses = environment.List("TOLLAMA_ACCEPT_LICENSES"),
            Hub = HubOptionsReader.Read(environment, _warnings) with { UserAgent = ServerIdentity.Header },
            VerifyOnLoad = ReadVerification(),
            NoPrune = ReadFlag("TOLLAMA_NOPRUNE"),
            MaxBodyBytes = ReadSize("TOLLAMA_MAX_BODY") ?? 64L << 20,
            SpoolFolder = environment.Spool,
            SpoolAboveBytes = ReadSize("TOLLAMA_SPOOL_ABOVE") ?? 8L << 20,
            Limits = limits,
            NixtlaModel = environment.Get("TOLLAMA_NIXTLA_MODEL") ?? AutoStrategies.UsualModel,
            Warnings = _warnings,
        };
    }

    private RequestLimits ReadLimits()
    {
        RequestLimits limits = new();
        long points = ReadNumber("TOLLAMA_MAX_POINTS", 1, int.MaxValue) ?? limits.MaxPoints;
        return limits with
        {
            MaxSeries = (int)(ReadNumber("TOLLAMA_MAX_SERIES", 1, 10_000_000) ?? limits.MaxSeries),
            MaxPoints = points,
            MaxCovariateValues = points,
            MaxHorizon = (int)(ReadNumber("TOLLAMA_MAX_HORIZON", 1, 1_000_000) ?? limits.MaxHorizon),
            MaxQuantiles = (int)(ReadNumber("TOLLAMA_MAX_QUANTILES", 1, 10_000) ?? limits.MaxQuantiles),
            MaxForecastValues = ReadNumber("TOLLAMA_MAX_FORECAST_VALUES", 1, 1_000_000_000) ?? limits.MaxForecastValues,
        };
    }

    private LoadVerification ReadVerification()
    {
        const string Name = "TOLLAMA_VERIFY_ON_LOAD";
        string? text = environment.Get(Name);
        return text?.ToUpperInvariant() switch
        {
            null or "ONCE" => LoadVerification.Once,
            "NONE" => LoadVerification.None,
            "FULL" => LoadVerification.Full,
            _ => throw new SettingException($"{Name}='{Excerpt.Of(text)}' is not none, once or full", $"write {Name}=once, or leave it out"),
        };
    }

    private HostAddress ReadAddress()
    {
        HostAddress address = arguments.Host is null ? HostAddress.FromEnvironment(environment) : HostAddress.Parse(arguments.Host, "--host");
        address = arguments.Port is { } port ? address with { Port = port } : address;
        if (TlsFiles.Read(environment) is not null)
        {
            return address with { Scheme = "https" };
        }

        // Whoever wrote https does not expect his keys on the wire for everybody to read.
        return address.Scheme == "https"
            ? throw new SettingException(
                $"{(arguments.Host is null ? "TOLLAMA_HOST" : "--host")} says https, and there is no certificate to serve with",
                $"set {TlsFiles.CertificateVariable} and {TlsFiles.KeyVariable}, or leave https:// out; the address of a proxy is for clients only")
            : address;
    }

    private TrustedProxies ReadProxies()
    {
        TrustedProxies proxies = TrustedProxies.Parse(environment.List(TrustedProxies.Variable));
        if (proxies.TakesAll)
        {
            _warnings.Add($"{TrustedProxies.Variable} has a network of all addresses: every client is believed when it says that it is another one.");
        }

        return proxies;
    }

    private LogLevel ReadLogLevel()
    {
        const string Name = "TOLLAMA_LOG_LEVEL";
        string? text = arguments.LogLevel ?? environment.Get(Name);
        LogLevel fallback = ReadFlag("TOLLAMA_DEBUG") ? LogLevel.Debug : LogLevel.Information;
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
                _warnings.Add($"{(arguments.LogLevel is null ? Name : "--log-level")}='{text}' is not a log level (trace, debug, info, warning, error, none). Using {fallback}.");
                return fallback;
        }
    }

    private bool ReadFlag(string name)
    {
        if (!environment.TryReadFlag(name, out bool isOn))
        {
            _warnings.Add($"{name}='{environment.Get(name)}' is neither true nor false. Using false.");
        }

        return isOn;
    }

    // These are read by the runners, which would not start with what they cannot read.
    private List<string> ReadForRunners()
    {
        const string Threads = "TOLLAMA_NUM_THREADS";
        const string Kernel = "TOLLAMA_KERNEL";
        List<string> unreadable = [];
        if (environment.Get(Threads) is not null && ReadNumber(Threads, 1, int.MaxValue) is null)
        {
            unreadable.Add(Threads);
        }

        if (environment.Get(Kernel) is { } kernel && !Kernels.Contains(kernel, StringComparer.OrdinalIgnoreCase))
        {
            _warnings.Add($"{Kernel}='{kernel}' is not {string.Join(", ", Kernels)}. Using the default, {DefaultOf(Kernel)}.");
            unreadable.Add(Kernel);
        }

        return unreadable;
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

        _warnings.Add($"{name}='{text}' is not a duration; write {DurationText.Grammar}. Using the default, {DefaultOf(name)}.");
        return null;
    }

    // 0 is no end, too: a time that no request could keep would be of no use.
    private TimeSpan? ReadRequestTimeout() => ReadDuration("TOLLAMA_REQUEST_TIMEOUT") switch
    {
        { } timeout when timeout > TimeSpan.Zero => Clamped("TOLLAMA_REQUEST_TIMEOUT", timeout),
        _ => null,
    };

    private TimeSpan? ReadProgressTimeout() => ReadDuration("TOLLAMA_PROGRESS_TIMEOUT") switch
    {
        null => TimeSpan.FromMinutes(10),
        { } limit when limit > TimeSpan.Zero => Clamped("TOLLAMA_PROGRESS_TIMEOUT", limit),
        _ => null,
    };

    // A daemon that shows for ever that it ends would never end.
    private TimeSpan ReadDrainNotice()
    {
        const string Name = "TOLLAMA_DRAIN_NOTICE";
        if (ReadDuration(Name) is not { } notice)
        {
            return TimeSpan.Zero;
        }

        if (notice < TimeSpan.Zero)
        {
            _warnings.Add($"{Name}='{environment.Get(Name)}' has no end; write how long probes are answered, e.g. 10s. Using 0s.");
            return TimeSpan.Zero;
        }

        return Clamped(Name, notice);
    }

    /// <summary>A time that something waits for: one without end is as long as a timer waits.</summary>
    private TimeSpan? ReadWait(string name, bool allowsNone)
    {
        TimeSpan? duration = ReadDuration(name);
        if (duration == TimeSpan.Zero && !allowsNone)
        {
            _warnings.Add($"{name}='{environment.Get(name)}' leaves no time at all. Using the default, {DefaultOf(name)}.");
            return null;
        }

        return duration is { } given ? given < TimeSpan.Zero ? DurationText.LongestWait : Clamped(name, given) : null;
    }

    private TimeSpan Clamped(string name, TimeSpan duration)
    {
        if (duration > DurationText.LongestWait)
        {
            _warnings.Add(string.Create(
                CultureInfo.InvariantCulture, $"{name}='{environment.Get(name)}' is longer than a timer waits. Using {DurationText.LongestWait.TotalDays} days."));
        }

        return DurationText.AsWait(duration);
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

        _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{name}='{text}' is not a whole number from {min} to {max}. Using the default, {DefaultOf(name)}."));
        return null;
    }

    private long? ReadSize(string name)
    {
        if (environment.Get(name) is not { } text)
        {
            return null;
        }

        if (ByteCount.TryParse(text, out long bytes) && bytes is > 0 and <= MaxBody)
        {
            return bytes;
        }

        _warnings.Add($"{name}='{text}' is not a size from 1 byte to 1024 GiB, e.g. 64MiB. Using the default, {DefaultOf(name)}.");
        return null;
    }

    private static string DefaultOf(string name) => TollamaEnvironment.Variables.First(variable => variable.Name == name).Default;
}
