using System.Collections;
using Tollama.Core.Errors;

namespace Tollama.Core.Configuration;

/// <summary>Every environment variable that tollama reads, and the only place that reads them.</summary>
public sealed class TollamaEnvironment
{
    private readonly IReadOnlyDictionary<string, string> _values;

    /// <summary>An environment of given values; those of a process come from <see cref="FromProcess"/>.</summary>
    /// <param name="values">Variables by name.</param>
    public TollamaEnvironment(IReadOnlyDictionary<string, string> values) => _values = values;

    /// <summary>The variables, in the order of the documentation.</summary>
    public static IReadOnlyList<EnvironmentVariable> Variables { get; } =
    [
        new("TOLLAMA_HOST", "127.0.0.1:11434", "Where the daemon listens and where the CLI finds it: host, host:port, :port, [v6]:port, with or without a scheme."),
        new("TOLLAMA_PORT", "11434", "The port, when TOLLAMA_HOST is not set."),
        new("TOLLAMA_HOME", "~/.tollama", "The folder of models, licences, logs and runner definitions."),
        new("TOLLAMA_MODELS", "$TOLLAMA_HOME/models", "The folder of the model store."),
        new("TOLLAMA_KEEP_ALIVE", "5m", "How long a model stays loaded after its last request: 5m, 1h30m, 300 (seconds), -1 (for ever), 0 (not at all)."),
        new("TOLLAMA_NUM_PARALLEL", "8 for each core", "How many requests are with a runner at once; it computes on all cores, more in flight keeps it busy."),
        new("TOLLAMA_MAX_QUEUE", "512", "How many requests may wait; one more is answered 503."),
        new("TOLLAMA_MAX_LOADED_MODELS", "by memory", "How many models with weights are loaded at once."),
        new("TOLLAMA_LOAD_TIMEOUT", "5m", "After how long a load has failed; -1 for no end."),
        new("TOLLAMA_REQUEST_TIMEOUT", "none", "After how long a request has failed, unless it names a time itself; -1 for no end."),
        new("TOLLAMA_PROGRESS_TIMEOUT", "10m", "After how long without progress a request has failed; -1 for no end."),
        new("TOLLAMA_SHUTDOWN_GRACE", "10s", "How long requests may finish after SIGTERM, SIGINT or SIGHUP; -1 for no end."),
        new("TOLLAMA_DRAIN_NOTICE", "0s", "How long the daemon goes on answering probes at least after such a signal, so that a load balancer sees that it drains."),
        new("TOLLAMA_MAX_CONNECTIONS", "by descriptors, at most 4096", "How many connections may be open at once; one more is closed."),
        new("TOLLAMA_ORIGINS", "localhost only", "More browser origins that may call the daemon, separated by commas."),
        new("TOLLAMA_ALLOWED_HOSTS", "local names", "More names that the Host header may carry, separated by commas."),
        new("TOLLAMA_TRUSTED_PROXIES", "none", "Proxies whose X-Forwarded-For, -Proto and -Host are believed: addresses and networks (10.0.0.0/8), separated by commas."),
        new("TOLLAMA_TLS_CERT", "none", "The certificate to serve https with and the chain behind it, a PEM file; read again when it changes."),
        new("TOLLAMA_TLS_KEY", "none", "The certificate's private key, a PEM file without a password."),
        new("TOLLAMA_API_KEYS", "none", "Keys of which a request must carry one, separated by commas.", IsSecret: true),
        new("TOLLAMA_OPERATOR_KEYS", "none", "API keys whose holders also see and stop the requests of others, separated by commas.", IsSecret: true),
        new("TOLLAMA_API_KEY", "none", "The key that the CLI sends.", IsSecret: true),
        new("TOLLAMA_INSECURE", "false", "true to listen beyond loopback without API keys."),
        new("TOLLAMA_ACCEPT_LICENSES", "none", "Licences that count as accepted, separated by commas."),
        new("TOLLAMA_OFFLINE", "false", "true to never open a connection to a model hub."),
        new("TOLLAMA_HF_ENDPOINT", "the public hub", "The model hub's address."),
        new("HF_ENDPOINT", "the public hub", "The same, when TOLLAMA_HF_ENDPOINT is not set."),
        new("TOLLAMA_HF_TOKEN", "none", "The model hub's access token.", IsSecret: true),
        new("HF_TOKEN", "none", "The same, when TOLLAMA_HF_TOKEN is not set.", IsSecret: true),
        new("TOLLAMA_INSECURE_HUB", "false", "true to let requests ask for pulls that do not check the hub's certificate; the token is never sent then."),
        new("TOLLAMA_REFERENCE_ENDPOINT", "raw.githubusercontent.com", "Where tollama verify fetches published forecasts from."),
        new("TOLLAMA_MAX_DOWNLOAD_RATE", "none", "The highest download rate of a pull: bytes a second, or 2MB, 500KB."),
        new("TOLLAMA_MAX_PULLS", "4", "How many pulls download at once; 64 more wait for their turn, and the next one is answered 503."),
        new("TOLLAMA_MAX_BODY", "64MiB", "The largest request body, after decompression."),
        new("TOLLAMA_SPOOL", "$TOLLAMA_HOME/spool", "The folder in which large tables lie while they are read; each is deleted with its request."),
        new("TOLLAMA_SPOOL_ABOVE", "8MiB", "Tables of text above this size are read from that folder, smaller ones and all JSON in memory."),
        new("TOLLAMA_MAX_SERIES", "10000", "The most series in a request."),
        new("TOLLAMA_MAX_POINTS", "5000000", "The most values in a request, all series together, gaps filled; and the most values of covariates."),
        new("TOLLAMA_MAX_HORIZON", "10000", "The longest horizon."),
        new("TOLLAMA_MAX_QUANTILES", "100", "The most quantile levels."),
        new("TOLLAMA_MAX_FORECAST_VALUES", "20000000", "The most numbers in an answer: series x horizon x (1 + quantile levels)."),
        new("TOLLAMA_NIXTLA_MODEL", "auto", "The model that answers on the routes of Nixtla's client when it names one of Nixtla's (timegpt-1, timegpt-2.1)."),
        new("TOLLAMA_NOPRUNE", "false", "true to keep files that no model needs, at start and later."),
        new("TOLLAMA_VERIFY_ON_LOAD", "once", "What is read of a model's files before a load: none, once (every byte, again when a file has changed), full (every byte at each load)."),
        new("TOLLAMA_NUM_THREADS", "number of cores", "How many threads a runner computes with."),
        new("TOLLAMA_KERNEL", "by CPU", "The instruction set of the kernels: avx512, avx2, neon, scalar."),
        new("TOLLAMA_DEBUG", "false", "true for debug logs."),
        new("TOLLAMA_LOG_LEVEL", "info", "trace, debug, info, warning, error or none."),
        new("HTTPS_PROXY", "none", "The proxy of hub downloads: http://[user:password@]host:port.", IsSecret: true),
        new("HTTP_PROXY", "none", "The proxy towards hubs that are reached by http.", IsSecret: true),
        new("ALL_PROXY", "none", "The proxy where neither of the two is set.", IsSecret: true),
        new("NO_PROXY", "none", "Hosts that are reached without the proxy, separated by commas."),
        new("SSL_CERT_FILE", "the system's", "More certificate authorities, a PEM file."),
    ];

    /// <summary>All variables of the process, also those of other programs: a child's environment is picked from them.</summary>
    public IReadOnlyDictionary<string, string> All => _values;

    /// <summary>The environment of this process.</summary>
    public static TollamaEnvironment FromProcess()
    {
        Dictionary<string, string> values = [];
#pragma warning disable RS0030 // The one place that reads environment variables.
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
#pragma warning restore RS0030
        {
            values[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return new TollamaEnvironment(values);
    }

    /// <summary>The value of a variable without surrounding blanks and quotes; <see langword="null"/> when it is not set or empty.</summary>
    public string? Get(string name) =>
        _values.TryGetValue(name, out string? value) && value.Trim(' ', '\t', '\r', '\n', '"', '\'') is { Length: > 0 } trimmed ? trimmed : null;

    /// <summary>True when a variable is <c>1</c>, <c>true</c>, <c>yes</c>, <c>y</c> or <c>on</c>; false when it is the opposite of one, or not set.</summary>
    /// <exception cref="SettingException">It is neither: what is passed over in silence would be believed to hold.</exception>
    public bool IsOn(string name) => TryReadFlag(name, out bool isOn) ? isOn : throw new SettingException(
        $"{name}='{Excerpt.Of(Get(name)!)}' is neither true nor false", $"write {name}=true (or 1, yes, y, on) or {name}=false (or 0, no, n, off)");

    /// <summary>Reads a variable as <see cref="IsOn"/> does.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="isOn">What it says; false when it is not set.</param>
    /// <returns>False when it says neither.</returns>
    public bool TryReadFlag(string name, out bool isOn)
    {
        string? text = Get(name)?.ToUpperInvariant();
        isOn = text is "1" or "TRUE" or "YES" or "Y" or "ON";
        return isOn || text is null or "0" or "FALSE" or "NO" or "N" or "OFF";
    }

    /// <summary>The same environment without some of its variables.</summary>
    public TollamaEnvironment Without(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? this : new TollamaEnvironment(_values.Where(pair => !names.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value));

    /// <summary>The items of a variable that is a list separated by commas; empty when it is not set.</summary>
    public IReadOnlyList<string> List(string name) =>
        Get(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What is set, for people: secrets are replaced by a count of characters.</summary>
    public IEnumerable<(string Name, string Value, bool IsDefault)> Effective()
    {
        foreach (EnvironmentVariable variable in Variables)
        {
            string? value = Get(variable.Name);
            string shown = value is null ? variable.Default : variable.IsSecret || MayHoldPassword(value) ? $"({value.Length} characters)" : value;
            yield return (variable.Name, shown, value is null);
        }
    }

    // An address may have a password before its host, although none of ours takes one there.
    private static bool MayHoldPassword(string value) => value.Contains('@', StringComparison.Ordinal);

    /// <summary>The home folder of tollama: <c>TOLLAMA_HOME</c>, or <c>.tollama</c> in the user's home.</summary>
    /// <exception cref="SettingException">There is none: nothing is ever kept in whatever folder tollama was started in.</exception>
    public string Home => Get("TOLLAMA_HOME") is { } home
        ? UserFolder.Absolute(home, "TOLLAMA_HOME", this)
        : Path.Combine(UserFolder.Of(this, "TOLLAMA_HOME"), ".tollama");

    /// <summary>The folder of large tables while they are read: <c>TOLLAMA_SPOOL</c>, or <c>spool</c> in <see cref="Home"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public string Spool => Get("TOLLAMA_SPOOL") is { } spool
        ? UserFolder.Absolute(spool, "TOLLAMA_SPOOL", this)
        : Path.Combine(Home, "spool");

    /// <summary>The folder of the model store: <c>TOLLAMA_MODELS</c>, or <c>models</c> in <see cref="Home"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public string Models => Get("TOLLAMA_MODELS") is { } models
        ? UserFolder.Expand(models, "TOLLAMA_MODELS", this)
        : Path.Combine(Home, "models");
}
