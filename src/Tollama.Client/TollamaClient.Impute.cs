using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Client;

/// <content>Missing values.</content>
public sealed partial class TollamaClient
{
    private const string ImputePath = "api/impute";

    /// <summary>Fills the missing values of series, and waits for the whole answer (<c>POST /api/impute</c>).</summary>
    /// <param name="request">The series, and what to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <remarks>No horizon is needed. Values that were observed come back as they are.</remarks>
    public Task<ImputeResponse> ImputeAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        ImputeRawAsync(Body(request, stream: null), cancellationToken);

    /// <summary>The same for a request that is JSON already, sent as it is.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ImputeResponse> ImputeRawAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        PostAsync(ImputePath, Raw(json), TollamaJsonContext.Default.ImputeResponse, cancellationToken);

    /// <summary>The same for the series of a table; the daemon finds out what its columns are.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it; its <see cref="ForecastRequest.Table"/> says how to read it, and it has no series.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ImputeResponse> ImputeTableAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(ImputePath + Query(request, stream: null), Table(table), TollamaJsonContext.Default.ImputeResponse, cancellationToken);

    /// <summary>The same for the series of one or several tables.</summary>
    /// <param name="files">The tables, at least one. Of several, each series is called after its file first: <c>north/shop-1</c>.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<ImputeResponse> ImputeFilesAsync(IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(ImputePath + Query(request, stream: null), TableFile.ToContent(files), TollamaJsonContext.Default.ImputeResponse, cancellationToken);
}
