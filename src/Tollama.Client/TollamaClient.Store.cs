using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Client;

/// <content>Models made, moved and checked: what the daemon's store can do.</content>
public sealed partial class TollamaClient
{
    private static readonly MediaTypeHeaderValue Binary = new("application/octet-stream");
    private static readonly MediaTypeHeaderValue Tar = new("application/x-tar");

    /// <summary>Makes a model of another one or of uploaded files (<c>POST /api/create</c>); the last line has <see cref="PullProgress.Done"/>.</summary>
    /// <param name="request">What it is made of; files must have been uploaded with <see cref="UploadBlobAsync"/> before.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<PullProgress> CreateAsync(CreateRequest request, CancellationToken cancellationToken = default) =>
        ProgressAsync("api/create", JsonContent.Create(request, TollamaJsonContext.Default.CreateRequest), cancellationToken);

    /// <summary>Whether the store has a file already (<c>HEAD /api/blobs/…</c>).</summary>
    /// <param name="digest"><c>sha256:</c> and 64 hexadecimal digits.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    public Task<bool> HasBlobAsync(string digest, CancellationToken cancellationToken = default) => _connection.WaitAsync(
        isQuick: true,
        async token =>
        {
            using HttpResponseMessage response = await _connection.SendAsync(HttpMethod.Head, "api/blobs/" + digest, null, token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return false;
            }

            await DaemonConnection.ThrowIfErrorAsync(response, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Puts a file into the store (<c>POST /api/blobs/…</c>); one that is there already is no error.</summary>
    /// <param name="digest"><c>sha256:</c> and 64 hexadecimal digits; the daemon refuses bytes that have another one.</param>
    /// <param name="content">The bytes from its position on; it is sent while it is read, and not disposed. What it throws while it is read comes through as it is.</param>
    /// <param name="progress">Told how many bytes have been sent so far, on the thread that sends; none by default.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    public Task UploadBlobAsync(
        string digest, Stream content, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        UploadContent body = new(content, progress);
        body.Headers.ContentType = Binary;
        return _connection.DoAsync(HttpMethod.Post, "api/blobs/" + digest, body, cancellationToken);
    }

    /// <summary>Writes an installed model with all its files as a tar that <see cref="ImportAsync(Stream, string, IProgress{long}, CancellationToken)"/> takes (<c>GET /api/export</c>).</summary>
    /// <param name="model">The installed model.</param>
    /// <param name="destination">Written from its position on and left open. What it throws while it is written comes through as it is.</param>
    /// <param name="progress">Told how many bytes have been written so far; none by default.</param>
    /// <param name="cancellationToken">Cancels the export; what was written until then is not a whole tar.</param>
    public Task ExportAsync(
        string model, Stream destination, IProgress<long>? progress = null, CancellationToken cancellationToken = default) => _connection.WaitAsync(
        isQuick: false,
        async token =>
        {
            string path = "api/export?model=" + Uri.EscapeDataString(model);
            using HttpResponseMessage response = await _connection.SendAsync(HttpMethod.Get, path, null, token).ConfigureAwait(false);
            await DaemonConnection.ThrowIfErrorAsync(response, token).ConfigureAwait(false);
            await _connection.CopyBodyAsync(response, destination, progress, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Installs the model in a tar that <see cref="ExportAsync"/> wrote (<c>POST /api/import</c>); the last line has <see cref="PullProgress.Done"/>.</summary>
    /// <param name="archive">The tar from its position on; it is sent while it is read, and not disposed. What it throws while it is read comes through as it is.</param>
    /// <param name="model">The name to install it under; its own name when <see langword="null"/>.</param>
    /// <param name="progress">Told how many bytes have been sent so far, on the thread that sends; none by default.</param>
    /// <param name="cancellationToken">Cancels the import, also in the daemon.</param>
    /// <remarks>The lines arrive once the whole tar was sent: HTTP/1.1 answers after the question.</remarks>
    public IAsyncEnumerable<PullProgress> ImportAsync(
        Stream archive, string? model = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        ImportAsync(archive, model, force: false, progress, cancellationToken);

    /// <inheritdoc cref="ImportAsync(Stream, string, IProgress{long}, CancellationToken)"/>
    /// <param name="force">True to replace an installed model of the registry.</param>
#pragma warning disable CS1573 // The other parameters are those of the shorter form.
    public IAsyncEnumerable<PullProgress> ImportAsync(
        Stream archive, string? model, bool force, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
#pragma warning restore CS1573
    {
        UploadContent body = new(archive, progress);
        body.Headers.ContentType = Tar;
        string[] query = [.. (model is null ? [] : (string[])["model=" + Uri.EscapeDataString(model)]), .. (force ? (string[])["force=true"] : [])];
        return ProgressAsync(query.Length == 0 ? "api/import" : "api/import?" + string.Join('&', query), body, cancellationToken);
    }

    /// <summary>Removes files of the store that no model needs (<c>POST /api/prune</c>).</summary>
    public Task<PruneResponse> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(
            HttpMethod.Post,
            "api/prune",
            JsonContent.Create(request, TollamaJsonContext.Default.PruneRequest),
            TollamaJsonContext.Default.PruneResponse,
            cancellationToken);

    /// <summary>The installed models that came from a hub, beside what the hub has now (<c>GET /api/outdated</c>).</summary>
    public Task<OutdatedResponse> OutdatedAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(HttpMethod.Get, "api/outdated", null, TollamaJsonContext.Default.OutdatedResponse, cancellationToken);

    /// <summary>Reads the store's files again and compares them with their digests (<c>POST /api/verify</c>).</summary>
    /// <param name="model">The model to check; all of them when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>Lines of which the last one has <see cref="VerifyProgress.Done"/> and says what was found; damage is an answer, no exception.</returns>
    public async IAsyncEnumerable<VerifyProgress> VerifyAsync(
        string? model = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        JsonContent content = JsonContent.Create(new ShowRequest { Model = model }, TollamaJsonContext.Default.ShowRequest);
        IAsyncEnumerable<VerifyProgress> lines = _connection.LinesAsync(
            HttpMethod.Post, "api/verify", content, TollamaJsonContext.Default.VerifyProgress, cancellationToken);
        await foreach (VerifyProgress line in lines.ConfigureAwait(false))
        {
            yield return line.Error is { } error ? throw ErrorAnswer.Line(error, line.Code, line.Hint) : line;
        }
    }

    private async IAsyncEnumerable<PullProgress> ProgressAsync(
        string path, HttpContent content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<PullProgress> lines = _connection.LinesAsync(
            HttpMethod.Post, path, content, TollamaJsonContext.Default.PullProgress, cancellationToken);
        await foreach (PullProgress line in lines.ConfigureAwait(false))
        {
            yield return line.Error is { } error ? throw ErrorAnswer.Line(error, line.Code, line.Hint) : line;
        }
    }
}
