using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Client;

/// <content>Backtests and comparisons of models.</content>
public sealed partial class TollamaClient
{
    private const string BacktestPath = "api/backtest";

    private static JsonTypeInfo<OperationStreamLine<BacktestResponse>> BacktestLine => TollamaJsonContext.Default.BacktestStreamLine;

    /// <summary>Measures how well models forecast series at earlier origins, and waits for the whole answer (<c>POST /api/backtest</c>).</summary>
    /// <param name="request">The series, and what to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <remarks>
    /// <see cref="ForecastRequest.Models"/> names the models; without any the daemon compares candidates of its own choice. <see cref="ForecastRequest.Windows"/>,
    /// <see cref="ForecastRequest.Step"/> and <see cref="ForecastRequest.MaxHistory"/> say where the origins are and what they see.
    /// </remarks>
    public Task<BacktestResponse> BacktestAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        BacktestRawAsync(Body(request, stream: false), cancellationToken);

    /// <summary>The same for a request that is JSON already, sent as it is; its <c>stream</c> must not be true.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<BacktestResponse> BacktestRawAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        PostAsync(BacktestPath, Raw(json), TollamaJsonContext.Default.BacktestResponse, cancellationToken);

    /// <summary>The same for the series of a table; the daemon finds out what its columns are.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it; its <see cref="ForecastRequest.Table"/> says how to read it, and it has no series.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<BacktestResponse> BacktestTableAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(BacktestPath + Query(request, stream: false), Table(table), TollamaJsonContext.Default.BacktestResponse, cancellationToken);

    /// <summary>The same for the series of one or several tables.</summary>
    /// <param name="files">The tables, at least one. Of several, each series is called after its file first: <c>north/shop-1</c>.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<BacktestResponse> BacktestFilesAsync(IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(BacktestPath + Query(request, stream: false), TableFile.ToContent(files), TollamaJsonContext.Default.BacktestResponse, cancellationToken);

    /// <summary>Measures how well models forecast series at earlier origins, and tells how far it is; the last line carries the answer.</summary>
    /// <param name="request">The series, and what to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<OperationStreamLine<BacktestResponse>> BacktestStreamAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        BacktestRawStreamAsync(Body(request, stream: true), cancellationToken);

    /// <summary>The same for a request that is JSON already, sent as it is; its <c>stream</c> must be true.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<OperationStreamLine<BacktestResponse>> BacktestRawStreamAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        OperationLinesAsync(BacktestPath, Raw(json), BacktestLine, cancellationToken);

    /// <summary>The same for the series of a table.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<OperationStreamLine<BacktestResponse>> BacktestTableStreamAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        OperationLinesAsync(BacktestPath + Query(request, stream: true), Table(table), BacktestLine, cancellationToken);

    /// <summary>The same for the series of one or several tables.</summary>
    /// <param name="files">The tables, at least one.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IAsyncEnumerable<OperationStreamLine<BacktestResponse>> BacktestFilesStreamAsync(
        IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        OperationLinesAsync(BacktestPath + Query(request, stream: true), TableFile.ToContent(files), BacktestLine, cancellationToken);
}
