using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Client;

/// <content>Anomalies.</content>
public sealed partial class TollamaClient
{
    private const string AnomaliesPath = "api/anomalies";

    private static JsonTypeInfo<OperationStreamLine<AnomaliesResponse>> AnomaliesLine => TollamaJsonContext.Default.AnomaliesStreamLine;

    /// <summary>Finds the values of series that lie outside the interval in which they were expected, and waits for the whole answer (<c>POST /api/anomalies</c>).</summary>
    /// <param name="request">The series, and what to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <remarks>No horizon is needed; <see cref="ForecastRequest.Level"/> and <see cref="ForecastRequest.Last"/> say how wide the interval is and which values are looked at.</remarks>
    public Task<AnomaliesResponse> AnomaliesAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        AnomaliesRawAsync(Body(request, stream: false), cancellationToken);

    /// <summary>The same for a request that is JSON already, sent as it is; its <c>stream</c> must not be true.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<AnomaliesResponse> AnomaliesRawAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        PostAsync(AnomaliesPath, Raw(json), TollamaJsonContext.Default.AnomaliesResponse, cancellationToken);

    /// <summary>The same for the series of a table; the daemon finds out what its columns are.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it; its <see cref="ForecastRequest.Table"/> says how to read it, and it has no series.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<AnomaliesResponse> AnomaliesTableAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(AnomaliesPath + Query(request, stream: false), Table(table), TollamaJsonContext.Default.AnomaliesResponse, cancellationToken);

    /// <summary>The same for the series of one or several tables.</summary>
    /// <param name="files">The tables, at least one. Of several, each series is called after its file first: <c>north/shop-1</c>.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<AnomaliesResponse> AnomaliesFilesAsync(IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(AnomaliesPath + Query(request, stream: false), TableFile.ToContent(files), TollamaJsonContext.Default.AnomaliesResponse, cancellationToken);

    /// <summary>Finds the values of series that lie outside the interval in which they were expected, and tells how far it is; the last line carries the answer.</summary>
    /// <param name="request">The series, and what to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<OperationStreamLine<AnomaliesResponse>> AnomaliesStreamAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        AnomaliesRawStreamAsync(Body(request, stream: true), cancellationToken);

    /// <summary>The same for a request that is JSON already, sent as it is; its <c>stream</c> must be true.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<OperationStreamLine<AnomaliesResponse>> AnomaliesRawStreamAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        OperationLinesAsync(AnomaliesPath, Raw(json), AnomaliesLine, cancellationToken);

    /// <summary>The same for the series of a table.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<OperationStreamLine<AnomaliesResponse>> AnomaliesTableStreamAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        OperationLinesAsync(AnomaliesPath + Query(request, stream: true), Table(table), AnomaliesLine, cancellationToken);

    /// <summary>The same for the series of one or several tables.</summary>
    /// <param name="files">The tables, at least one.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IAsyncEnumerable<OperationStreamLine<AnomaliesResponse>> AnomaliesFilesStreamAsync(
        IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        OperationLinesAsync(AnomaliesPath + Query(request, stream: true), TableFile.ToContent(files), AnomaliesLine, cancellationToken);
}
