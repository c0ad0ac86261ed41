using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Client;

/// <content>Explanations.</content>
public sealed partial class TollamaClient
{
    private const string ExplainPath = "api/explain";

    /// <summary>Says what series are made of, and why they are forecast as they are, and waits for the whole answer (<c>POST /api/explain</c>).</summary>
    /// <param name="request">The series, and what to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <remarks>No horizon is needed.</remarks>
    public Task<ExplainResponse> ExplainAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        ExplainRawAsync(Body(request, stream: null), cancellationToken);

    /// <summary>The same for a request that is JSON already, sent as it is.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ExplainResponse> ExplainRawAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        PostAsync(ExplainPath, Raw(json), TollamaJsonContext.Default.ExplainResponse, cancellationToken);

    /// <summary>The same for the series of a table; the daemon finds out what its columns are.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it; its <see cref="ForecastRequest.Table"/> says how to read it, and it has no series.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ExplainResponse> ExplainTableAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(ExplainPath + Query(request, stream: null), Table(table), TollamaJsonContext.Default.ExplainResponse, cancellationToken);

    /// <summary>The same for the series of one or several tables.</summary>
    /// <param name="files">The tables, at least one. Of several, each series is called after its file first: <c>north/shop-1</c>.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<ExplainResponse> ExplainFilesAsync(IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(ExplainPath + Query(request, stream: null), TableFile.ToContent(files), TollamaJsonContext.Default.ExplainResponse, cancellationToken);
}
