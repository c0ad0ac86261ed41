using System.Globalization;
using Tollama.Core.Api;

namespace Tollama.Client;

/// <summary>A forecast in the format that was asked for, as it comes from the daemon.</summary>
public sealed class ForecastDownload : IDisposable
{
    private readonly DaemonConnection _connection;
    private readonly HttpResponseMessage _response;

    internal ForecastDownload(DaemonConnection connection, HttpResponseMessage response, AnswerFormat format) => (_connection, _response, Format) = (connection, response, format);

    /// <summary>The format of the bytes.</summary>
    public AnswerFormat Format { get; }

    /// <summary>How many series could not be forecast; <see langword="null"/> of a long answer, which is sent before it is known: its column <c>error</c> has them.</summary>
    public int? Errors => CountOf(AnswerNotices.ErrorsHeader);

    /// <summary>How many warnings the daemon has; <see langword="null"/> of a long answer.</summary>
    public int? Warnings => CountOf(AnswerNotices.WarningsHeader);

    /// <summary>The first errors and warnings, of a long answer those that were known before it was sent, and how a table was understood; <see langword="null"/> of JSON, which tells them itself.</summary>
    public AnswerNotices? Notices => AnswerNotices.Parse(Header(AnswerNotices.NoticesHeader));

    /// <summary>Opens the bytes, to be read once.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => _response.Content.ReadAsStreamAsync(cancellationToken);

    /// <summary>Writes the bytes to a stream.</summary>
    /// <param name="destination">Where to; its own faults come through as they are.</param>
    /// <param name="cancellationToken">Cancels the request, also in the daemon.</param>
    /// <exception cref="TollamaClientException">The answer broke off: what was written is not whole.</exception>
    public Task CopyToAsync(Stream destination, CancellationToken cancellationToken = default) => _connection.WaitAsync(
        isQuick: false,
        async token =>
        {
            await _connection.CopyBodyAsync(_response, destination, progress: null, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Ends the answer, whether it was read or not.</summary>
    public void Dispose() => _response.Dispose();

    private int? CountOf(string name) => int.TryParse(Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null;

    private string? Header(string name) => _response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
