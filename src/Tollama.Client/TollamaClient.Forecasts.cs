using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Client;

/// <content>Forecasts.</content>
public sealed partial class TollamaClient
{
    private static readonly MediaTypeHeaderValue Csv = new("text/csv", "utf-8");
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Forecasts and waits for the whole answer (<c>POST /api/forecast</c> with <c>stream: false</c>).</summary>
    public Task<ForecastResponse> ForecastAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        ForecastRawAsync(Body(request, stream: false), cancellationToken);

    /// <summary>Forecasts and tells how far it is (<c>POST /api/forecast</c>); the last line carries the answer.</summary>
    public IAsyncEnumerable<ForecastStreamLine> ForecastStreamAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        ForecastRawStreamAsync(Body(request, stream: true), cancellationToken);

    /// <summary>Forecasts a request that is JSON already, as it is, and waits for the whole answer; its <c>stream</c> must be false.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ForecastResponse> ForecastRawAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        PostAsync("api/forecast", Raw(json), TollamaJsonContext.Default.ForecastResponse, cancellationToken);

    /// <summary>Forecasts a request that is JSON already, as it is, and tells how far it is; its <c>stream</c> must not be false.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<ForecastStreamLine> ForecastRawStreamAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        ForecastLinesAsync("", Raw(json), cancellationToken);

    /// <summary>Forecasts a table and waits for the whole answer; the daemon finds out what its columns are.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it; its <see cref="ForecastRequest.Table"/> says how to read it, and it has no series.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ForecastResponse> ForecastTableAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("api/forecast" + Query(request, stream: false), Table(table), TollamaJsonContext.Default.ForecastResponse, cancellationToken);

    /// <summary>Forecasts a table and tells how far it is; the last line carries the answer.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public IAsyncEnumerable<ForecastStreamLine> ForecastTableStreamAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        ForecastLinesAsync(Query(request, stream: true), Table(table), cancellationToken);

    /// <summary>Forecasts and hands out the answer's bytes in a format: CSV, Parquet, Arrow, Excel and others.</summary>
    /// <param name="request">The request.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ForecastDownload> ForecastAsync(ForecastRequest request, AnswerFormat format, CancellationToken cancellationToken = default) =>
        ForecastRawAsync(Body(request, stream: false), format, cancellationToken);

    /// <summary>Forecasts a request that is JSON already and hands out the answer's bytes in a format.</summary>
    /// <param name="json">The request's JSON text in UTF-8; for <see cref="AnswerFormat.Json"/> and <see cref="AnswerFormat.Ndjson"/> its <c>stream</c> must be false.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ForecastDownload> ForecastRawAsync(ReadOnlyMemory<byte> json, AnswerFormat format, CancellationToken cancellationToken = default) =>
        DownloadAsync("api/forecast", Raw(json), format, cancellationToken);

    /// <summary>Forecasts a table and hands out the answer's bytes in a format.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    public Task<ForecastDownload> ForecastTableAsync(Stream table, ForecastRequest request, AnswerFormat format, CancellationToken cancellationToken = default) =>
        DownloadAsync("api/forecast" + Query(request, stream: false), Table(table), format, cancellationToken);

    /// <summary>Forecasts one or several tables and waits for the whole answer.</summary>
    /// <param name="files">The tables, at least one. Of several, each series is called after its file first: <c>north/shop-1</c>.</param>
    /// <param name="request">What to do with them; its <see cref="ForecastRequest.Table"/> says how to read them, and it has no series.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<ForecastResponse> ForecastFilesAsync(IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("api/forecast" + Query(request, stream: false), TableFile.ToContent(files), TollamaJsonContext.Default.ForecastResponse, cancellationToken);

    /// <summary>Forecasts one or several tables and tells how far it is; the last line carries the answer.</summary>
    /// <param name="files">The tables, at least one.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IAsyncEnumerable<ForecastStreamLine> ForecastFilesStreamAsync(
        IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        ForecastLinesAsync(Query(request, stream: true), TableFile.ToContent(files), cancellationToken);

    /// <summary>Forecasts one or several tables and hands out the answer's bytes in a format.</summary>
    /// <param name="files">The tables, at least one.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<ForecastDownload> ForecastFilesAsync(
        IReadOnlyList<TableFile> files, ForecastRequest request, AnswerFormat format, CancellationToken cancellationToken = default) =>
        DownloadAsync("api/forecast" + Query(request, stream: false), TableFile.ToContent(files), format, cancellationToken);

    /// <summary>What a request would be told, without a forecast (<c>POST /api/validate</c>).</summary>
    public Task<ValidationResponse> ValidateAsync(ForecastRequest request, CancellationToken cancellationToken = default) =>
        ValidateRawAsync(ForecastRequestWriter.ToJson(request), cancellationToken);

    /// <summary>What a request that is JSON already would be told.</summary>
    /// <param name="json">The request's JSON text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<ValidationResponse> ValidateRawAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        PostAsync("api/validate", Raw(json), TollamaJsonContext.Default.ValidationResponse, cancellationToken);

    /// <summary>What a table would be told, and what was inferred of it.</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What to do with it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<ValidationResponse> ValidateTableAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("api/validate" + Query(request, stream: false), Table(table), TollamaJsonContext.Default.ValidationResponse, cancellationToken);

    /// <summary>What one or several tables would be told, and what was inferred of them.</summary>
    /// <param name="files">The tables, at least one.</param>
    /// <param name="request">What to do with them.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<ValidationResponse> ValidateFilesAsync(IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("api/validate" + Query(request, stream: false), TableFile.ToContent(files), TollamaJsonContext.Default.ValidationResponse, cancellationToken);

    /// <summary>How a table is understood, and what a forecast of it would do (<c>POST /api/inspect</c>).</summary>
    /// <param name="table">The table; it is sent while it is read, and not disposed.</param>
    /// <param name="request">What is known of it; neither a model nor a horizon is needed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<InspectResponse> InspectTableAsync(Stream table, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("api/inspect" + Query(request, stream: null), Table(table), TollamaJsonContext.Default.InspectResponse, cancellationToken);

    /// <summary>How one or several tables are understood, and what a forecast of them would do.</summary>
    /// <param name="files">The tables, at least one.</param>
    /// <param name="request">What is known of them; neither a model nor a horizon is needed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<InspectResponse> InspectFilesAsync(IReadOnlyList<TableFile> files, ForecastRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("api/inspect" + Query(request, stream: null), TableFile.ToContent(files), TollamaJsonContext.Default.InspectResponse, cancellationToken);

    /// <summary>How the series of a JSON request are understood.</summary>
    /// <param name="json">The request's JSON text in UTF-8; neither a model nor a horizon is needed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<InspectResponse> InspectRawAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        PostAsync("api/inspect", Raw(json), TollamaJsonContext.Default.InspectResponse, cancellationToken);

    private Task<ForecastDownload> DownloadAsync(string path, HttpContent content, AnswerFormat format, CancellationToken cancellationToken) => _connection.WaitAsync(
        isQuick: false,
        async token => new ForecastDownload(
            _connection, await _connection.OpenAsync(HttpMethod.Post, path, content, token, AnswerFormats.MediaTypeOf(format)).ConfigureAwait(false), format),
        cancellationToken);

    private async IAsyncEnumerable<ForecastStreamLine> ForecastLinesAsync(
        string query, HttpContent content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<ForecastStreamLine> lines = _connection.LinesAsync(
            HttpMethod.Post, "api/forecast" + query, content, TollamaJsonContext.Default.ForecastStreamLine, cancellationToken);
        await foreach (ForecastStreamLine line in lines.ConfigureAwait(false))
        {
            yield return line.Error is { } error ? throw ErrorAnswer.Line(error, line.Code, line.Hint) : line;
        }
    }

    private Task<T> PostAsync<T>(string path, HttpContent content, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _connection.ReadAsync(HttpMethod.Post, path, content, type, cancellationToken);

    private static ReadOnlyMemoryContent Raw(ReadOnlyMemory<byte> json)
    {
        ReadOnlyMemoryContent content = new(json);
        content.Headers.ContentType = Json;
        return content;
    }

    private static ReadOnlyMemory<byte> Body(ForecastRequest request, bool? stream)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ForecastRequestWriter.ToJson(request with { Stream = stream });
    }

    private static string Query(ForecastRequest request, bool? stream)
    {
        ArgumentNullException.ThrowIfNull(request);
        return "?" + ForecastRequestWriter.ToQuery(request with { Stream = stream });
    }

    private static StreamContent Table(Stream table)
    {
        StreamContent content = new(new UnownedStream(table));
        content.Headers.ContentType = Csv;
        return content;
    }
}
