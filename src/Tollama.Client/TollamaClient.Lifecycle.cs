using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Client;

/// <content>Models and the daemon itself.</content>
public sealed partial class TollamaClient
{
    /// <summary>True when something answers at the address, whatever it is (<c>HEAD /</c>); false when nothing does.</summary>
    public async Task<bool> PingAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _connection.WaitAsync(
                isQuick: true,
                async token =>
                {
                    using HttpResponseMessage response = await _connection.SendAsync(HttpMethod.Head, "", null, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException)
        {
            return false;
        }
    }

    /// <summary>Who answers at the address, and its version (<c>GET /api/version</c>).</summary>
    public Task<VersionResponse> VersionAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(HttpMethod.Get, "api/version", null, TollamaJsonContext.Default.VersionResponse, cancellationToken, isQuick: true);

    /// <summary>What runs at the address: the daemon, its models, its runners; to clients on its machine also its settings (<c>GET /api/info</c>).</summary>
    public Task<InfoResponse> InfoAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(HttpMethod.Get, "api/info", null, TollamaJsonContext.Default.InfoResponse, cancellationToken, isQuick: true);

    /// <summary>Whether the daemon lives (<c>GET /health/live</c>).</summary>
    public Task<HealthResponse> HealthAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(HttpMethod.Get, "health/live", null, TollamaJsonContext.Default.HealthResponse, cancellationToken, isQuick: true);

    /// <summary>Whether the daemon takes requests, and why not (<c>GET /health/ready</c>); a daemon that is not ready is an answer, no error.</summary>
    public Task<ReadyResponse> ReadyAsync(CancellationToken cancellationToken = default) => _connection.WaitAsync(
        isQuick: true,
        async token =>
        {
            using HttpResponseMessage response = await _connection.SendAsync(HttpMethod.Get, "health/ready", null, token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                await DaemonConnection.ThrowIfErrorAsync(response, token).ConfigureAwait(false);
            }

            return await _connection.BodyAsync(response, TollamaJsonContext.Default.ReadyResponse, token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>The installed models, newest first (<c>GET /api/tags</c>).</summary>
    public Task<TagsResponse> TagsAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(HttpMethod.Get, "api/tags", null, TollamaJsonContext.Default.TagsResponse, cancellationToken, isQuick: true);

    /// <summary>The models that can be pulled and those that are installed (<c>GET /v1/models</c>).</summary>
    public Task<ModelsResponse> ModelsAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(HttpMethod.Get, "v1/models", null, TollamaJsonContext.Default.ModelsResponse, cancellationToken, isQuick: true);

    /// <summary>All that is known of an installed model (<c>POST /api/show</c>).</summary>
    public Task<ShowResponse> ShowAsync(string model, CancellationToken cancellationToken = default) =>
        ShowAsync(new ShowRequest { Model = model }, cancellationToken);

    /// <summary>All that is known of an installed model, with its tensors when <see cref="ShowRequest.Verbose"/> asks for them (<c>POST /api/show</c>).</summary>
    public Task<ShowResponse> ShowAsync(ShowRequest request, CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(
            HttpMethod.Post,
            "api/show",
            JsonContent.Create(request, TollamaJsonContext.Default.ShowRequest),
            TollamaJsonContext.Default.ShowResponse,
            cancellationToken,
            isQuick: true);

    /// <summary>The loaded models (<c>GET /api/ps</c>).</summary>
    public Task<PsResponse> PsAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(HttpMethod.Get, "api/ps", null, TollamaJsonContext.Default.PsResponse, cancellationToken, isQuick: true);

    /// <summary>The requests that the daemon works on (<c>GET /api/requests</c>).</summary>
    public Task<RequestsResponse> RequestsAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(HttpMethod.Get, "api/requests", null, TollamaJsonContext.Default.RequestsResponse, cancellationToken, isQuick: true);

    /// <summary>Stops a request (<c>DELETE /api/requests/{id}</c>); its client is told.</summary>
    /// <param name="id">The id, as <see cref="RequestsAsync"/> has it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TollamaClientException">No such request is running.</exception>
    public Task StopRequestAsync(string id, CancellationToken cancellationToken = default) =>
        _connection.DoAsync(HttpMethod.Delete, $"api/requests/{Uri.EscapeDataString(id)}", null, cancellationToken, isQuick: true);

    /// <summary>Installs a model (<c>POST /api/pull</c>); the lines say how far it is, and the last one has <see cref="PullProgress.Done"/>.</summary>
    public IAsyncEnumerable<PullProgress> PullAsync(PullRequest request, CancellationToken cancellationToken = default) =>
        ProgressAsync("api/pull", JsonContent.Create(request, TollamaJsonContext.Default.PullRequest), cancellationToken);

    /// <summary>Removes an installed model (<c>DELETE /api/delete</c>); it is unloaded first.</summary>
    public Task DeleteAsync(string model, CancellationToken cancellationToken = default)
    {
        JsonContent content = JsonContent.Create(new ShowRequest { Model = model }, TollamaJsonContext.Default.ShowRequest);
        return _connection.DoAsync(HttpMethod.Delete, "api/delete", content, cancellationToken);
    }

    /// <summary>Gives an installed model a second name (<c>POST /api/copy</c>).</summary>
    public Task CopyAsync(string source, string destination, CancellationToken cancellationToken = default) =>
        CopyAsync(new CopyRequest { Source = source, Destination = destination }, cancellationToken);

    /// <summary>Gives an installed model a second name, with <see cref="CopyRequest.Force"/> also one of the registry (<c>POST /api/copy</c>).</summary>
    public Task CopyAsync(CopyRequest request, CancellationToken cancellationToken = default)
    {
        JsonContent content = JsonContent.Create(request, TollamaJsonContext.Default.CopyRequest);
        return _connection.DoAsync(HttpMethod.Post, "api/copy", content, cancellationToken);
    }

    /// <summary>Loads a model before its first request (<c>POST /api/load</c>).</summary>
    /// <param name="model">The installed model.</param>
    /// <param name="keepAlive">How long it stays: seconds or a duration; the daemon's default when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<LoadResponse> LoadAsync(string model, string? keepAlive = null, CancellationToken cancellationToken = default) =>
        LoadOrUnloadAsync("api/load", model, keepAlive, cancellationToken);

    /// <summary>Unloads a model as soon as nobody uses it (<c>POST /api/unload</c>).</summary>
    public Task<LoadResponse> UnloadAsync(string model, CancellationToken cancellationToken = default) =>
        LoadOrUnloadAsync("api/unload", model, keepAlive: null, cancellationToken);

    private Task<LoadResponse> LoadOrUnloadAsync(string path, string model, string? keepAlive, CancellationToken cancellationToken)
    {
        LoadRequest request = new() { Model = model, KeepAlive = keepAlive is null ? null : JsonValue.Create(keepAlive) };
        JsonContent content = JsonContent.Create(request, TollamaJsonContext.Default.LoadRequest);
        return _connection.ReadAsync(HttpMethod.Post, path, content, TollamaJsonContext.Default.LoadResponse, cancellationToken);
    }
}
