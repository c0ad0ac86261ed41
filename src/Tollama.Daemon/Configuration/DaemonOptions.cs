using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Core.Configuration;
using Tollama.Core.Requests;
using Tollama.Store;

namespace Tollama.Daemon.Configuration;

/// <summary>How the daemon behaves: the environment and the command line, read and checked.</summary>
internal sealed record DaemonOptions
{
    internal required HostAddress Address { get; init; }

    internal required TollamaEnvironment Environment { get; init; }

    /// <summary>tollama's own folder.</summary>
    internal string Home { get; init; } = "";

    /// <summary>The folder of the model store.</summary>
    internal string Models { get; init; } = "";

    internal LogLevel LogLevel { get; init; } = LogLevel.Information;

    internal TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many requests are with a runner at once: more than cores, so that it finds the next request when it has answered one.</summary>
    internal int MaxParallel { get; init; } = 8 * System.Environment.ProcessorCount;

    internal int MaxQueue { get; init; } = 512;

    /// <summary>How many models with weights are loaded at once; <see langword="null"/> when memory decides.</summary>
    internal int? MaxLoadedModels { get; init; }

    /// <summary>After how long a load has failed; as long as a timer waits when there is no end.</summary>
    internal TimeSpan LoadTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long a request has failed that names no time; <see langword="null"/> for no end.</summary>
    internal TimeSpan? RequestTimeout { get; init; }

    /// <summary>How long a request may go without progress; <see langword="null"/> for any time.</summary>
    internal TimeSpan? ProgressTimeout { get; init; } = TimeSpan.FromMinutes(10);

    internal TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the listener stays open at least after the signal to end, so that load balancers see that the daemon drains.</summary>
    internal TimeSpan DrainNotice { get; init; }

    /// <summary>How many connections may be open at once; <see langword="null"/> for as many as descriptors allow.</summary>
    internal int? MaxConnections { get; init; }

    internal IReadOnlyList<string> Origins { get; init; } = [];

    internal IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>What https is served with; <see langword="null"/> to serve http.</summary>
    internal TlsFiles? Tls { get; init; }

    /// <summary>Whose forwarded headers are believed.</summary>
    internal TrustedProxies TrustedProxies { get; init; } = TrustedProxies.None;

    internal IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>Keys whose holders may see and stop the requests of others; each is an API key as well.</summary>
    internal IReadOnlyList<string> OperatorKeys { get; init; } = [];

    /// <summary>True where a request needs a key.</summary>
    internal bool AsksForKeys => ApiKeys.Count + OperatorKeys.Count > 0;

    internal bool Insecure { get; init; }

    internal IReadOnlyList<string> AcceptedLicenses { get; init; } = [];

    internal HubOptions Hub { get; init; } = new();

    /// <summary>What is read again of a model's files before they are loaded.</summary>
    internal LoadVerification VerifyOnLoad { get; init; } = LoadVerification.Once;

    /// <summary>True to leave blobs that no model needs where they are.</summary>
    internal bool NoPrune { get; init; }

    internal long MaxBodyBytes { get; init; } = 64L << 20;

    /// <summary>The folder of large tables while they are read.</summary>
    internal string SpoolFolder { get; init; } = "";

    /// <summary>Tables of more bytes than this are put there.</summary>
    internal long SpoolAboveBytes { get; init; } = 8L << 20;

    /// <summary>How many bytes of request bodies are held at once.</summary>
    internal long MaxBodiesBytes { get; init; } = 512L << 20;

    /// <summary>How many bytes of answers wait at once for clients to read them.</summary>
    internal long MaxUnsentBytes { get; init; } = 256L << 20;

    internal RequestLimits Limits { get; init; } = new();

    /// <summary>The model that answers Nixtla's clients when they name one of Nixtla's.</summary>
    internal string NixtlaModel { get; init; } = AutoStrategies.UsualModel;

    /// <summary>What could not be read and was replaced by its default.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];
}
