using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollama.Soak.Wire;

/// <summary>
/// A connection on which every byte is seen. An HTTP library would hide what this program looks for: a second answer, an answer that is cut, a request
/// that was sent again.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    /// <summary>How long not a single byte may come before that is a hang. No machine is so slow; daemons end what makes no progress after ten minutes.</summary>
    public static readonly TimeSpan HangBound = TimeSpan.FromSeconds(120);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _received;

    private HttpConnection()
    {
    }

    /// <summary>Whether bytes have come that no request has asked for.</summary>
    public bool HasMoreThanAsked => _end > _start || _socket.Available > 0;

    /// <summary>How long to wait before each reading, and how much to read at once: a slow client.</summary>
    public (TimeSpan Pause, int Bytes)? Slowness { get; set; }

    public static async Task<HttpConnection> OpenAsync(IPEndPoint address, CancellationToken token, int? receiveBuffer = null)
    {
        HttpConnection connection = new();
        try
        {
            if (receiveBuffer is { } bytes)
            {
                connection._socket.ReceiveBufferSize = bytes;
            }

            await connection._socket.ConnectAsync(address, token);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        while (!bytes.IsEmpty)
        {
            int sent = await _socket.SendAsync(bytes, token);
            bytes = bytes[sent..];
        }
    }

    /// <summary>Reads some bytes of an answer and forgets them.</summary>
    public async Task SkipAsync(CancellationToken token) => await FillAsync(token);

    /// <summary>Reads one answer to its end.</summary>
    /// <param name="hasBody">False for an answer to HEAD.</param>
    /// <param name="token">Ends the reading.</param>
    /// <exception cref="BrokenConnectionException">The connection ended before.</exception>
    /// <exception cref="TimeoutException">Nothing came for <see cref="HangBound"/>.</exception>
    public async Task<Answer> ReadAnswerAsync(bool hasBody, CancellationToken token)
    {
        _received = 0;
        string[] first = (await ReadLineAsync(token)).Split(' ', 3);
        if (first.Length < 2 || first[0] != "HTTP/1.1" || !int.TryParse(first[1], CultureInfo.InvariantCulture, out int status))
        {
            throw new BrokenConnectionException($"what came is no answer: '{string.Join(' ', first)}'", _received);
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(token) is { Length: > 0 } line)
        {
            string[] parts = line.Split(':', 2);
            headers[parts[0]] = parts.Length > 1 ? parts[1].Trim() : "";
        }

        using MemoryStream body = new();
        if (hasBody && status is not (204 or 304))
        {
            await ReadBodyAsync(headers, body, token);
        }

        return new Answer(status, headers, body.ToArray());
    }

    /// <summary>Ends the connection by a reset instead of politely.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadBodyAsync(Dictionary<string, string> headers, MemoryStream body, CancellationToken token)
    {
        if (headers.TryGetValue("Content-Length", out string? length))
        {
            await CopyAsync(long.Parse(length, CultureInfo.InvariantCulture), body, token);
        }
        else if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            while (long.Parse(await ReadLineAsync(token), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var size and > 0)
            {
                await CopyAsync(size, body, token);
                await ReadLineAsync(token);
            }

            await ReadLineAsync(token);
        }
        else
        {
            throw new BrokenConnectionException("an answer says neither its length nor that it comes in chunks", _received);
        }
    }

    private async Task CopyAsync(long length, MemoryStream body, CancellationToken token)
    {
        while (length > 0)
        {
            if (_start == _end)
            {
                await FillAsync(token);
            }

            int portion = (int)Math.Min(length, _end - _start);
            body.Write(_buffer, _start, portion);
            _start += portion;
            length -= portion;
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken token)
    {
        StringBuilder line = new();
        while (true)
        {
            if (_start == _end)
            {
                await FillAsync(token);
            }

            char character = (char)_buffer[_start++];
            if (character == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(character);
        }
    }

    private async Task FillAsync(CancellationToken token)
    {
        using CancellationTokenSource hang = CancellationTokenSource.CreateLinkedTokenSource(token);
        hang.CancelAfter(HangBound);
        try
        {
            int most = _buffer.Length;
            if (Slowness is { } slowness)
            {
                await Task.Delay(slowness.Pause, hang.Token);
                most = slowness.Bytes;
            }

            _start = 0;
            _end = await _socket.ReceiveAsync(_buffer.AsMemory(0, most), hang.Token);
            _received += _end;
        }
        catch (OperationCanceledException late) when (!token.IsCancellationRequested)
        {
            throw new TimeoutException($"not a byte came for {HangBound.TotalSeconds} s, after {_received} bytes of the answer", late);
        }
        catch (SocketException exception)
        {
            throw new BrokenConnectionException($"{exception.SocketErrorCode} after {_received} bytes of the answer", _received);
        }

        if (_end == 0)
        {
            throw new BrokenConnectionException($"closed after {_received} bytes of the answer", _received);
        }
    }
}
