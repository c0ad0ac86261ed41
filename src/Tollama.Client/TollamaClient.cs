using System.Net;
using System.Net.Http.Headers;
using Tollama.Core.Configuration;

namespace Tollama.Client;

/// <summary>A tollama daemon, seen from .NET: one method a route.</summary>
/// <remarks>
/// Safe to call from many threads. Every method throws <see cref="TollamaClientException"/> when the daemon cannot be reached or answers with an
/// error, and <see cref="OperationCanceledException"/> when its token is cancelled; the daemon then stops the work.
/// </remarks>
public sealed partial class TollamaClient : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly DaemonConnection _connection;
    private readonly bool _ownsHttp;

    /// <summary>A client over a connection that the caller configures and disposes.</summary>
    /// <param name="http">With the daemon's address as <see cref="HttpClient.BaseAddress"/>, ending in a slash, and a timeout that fits forecasts.</param>
    public TollamaClient(HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        _connection = new DaemonConnection(http, patience: null);
    }

    /// <summary>A client over a connection that the caller configures and disposes, which gives up a daemon that falls silent.</summary>
    /// <param name="http">With the daemon's address as <see cref="HttpClient.BaseAddress"/>, ending in a slash, and without a timeout.</param>
    /// <param name="patience">How long it waits for a daemon that says nothing.</param>
    public TollamaClient(HttpClient http, ClientPatience patience)
        : this(http) => _connection = new DaemonConnection(http, patience);

    /// <summary>A client of the daemon at an address, without a timeout of its own: requests carry one for the daemon.</summary>
    /// <param name="baseAddress">Where the daemon listens, e.g. <see cref="HostAddress.ClientUri"/>.</param>
    /// <param name="apiKey">The key sent as a bearer token; none by default.</param>
    public TollamaClient(Uri baseAddress, string? apiKey = null)
        : this(Open(baseAddress, apiKey)) => _ownsHttp = true;

    /// <summary>A client of the daemon at an address that gives up a daemon that falls silent.</summary>
    /// <param name="baseAddress">Where the daemon listens.</param>
    /// <param name="apiKey">The key sent as a bearer token; none when <see langword="null"/>.</param>
    /// <param name="patience">How long it waits for a daemon that says nothing.</param>
    public TollamaClient(Uri baseAddress, string? apiKey, ClientPatience patience)
        : this(Open(baseAddress, apiKey), patience) => _ownsHttp = true;

    /// <summary>Where the daemon is.</summary>
    public Uri? BaseAddress => _http.BaseAddress;

    /// <summary>Closes the connections that this client opened itself.</summary>
    public void Dispose()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private static HttpClient Open(Uri baseAddress, string? apiKey)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);

        // A proxy of the environment is meant for the internet; it could not reach this machine's loopback.
        SocketsHttpHandler handler = new()
        {
            ConnectTimeout = ConnectTimeout,
            UseProxy = !baseAddress.IsLoopback,
            AutomaticDecompression = DecompressionMethods.All,
        };
        HttpClient http = new(handler) { BaseAddress = baseAddress, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = apiKey is null ? null : new AuthenticationHeaderValue("Bearer", apiKey);
        return http;
    }
}
