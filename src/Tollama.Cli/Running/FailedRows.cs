namespace Tollama.Cli.Running;

/// <summary>Passes CSV on and counts the rows of series that failed: those with a text in the last column, which is <c>error</c>.</summary>
/// <remarks>For answers that come in pieces: they have that column always, and a row for each series that failed.</remarks>
/// <param name="inner">Where the text goes; it stays open.</param>
internal sealed class FailedRows(Stream inner) : Stream
{
    private const byte Quote = (byte)'"';

    private static readonly byte[] Name = [.. "error"u8];

    // The last bytes of the first row, which may be the header.
    private readonly Queue<byte> _tail = new();
    private bool _isQuoted;
    private bool _isFirst = true;
    private byte _last = (byte)'\n';

    /// <summary>How many series failed, of what passed so far.</summary>
    public int Count { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Look(buffer);
        inner.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Look(buffer.Span);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // A row without a text in its last column ends with a delimiter. An error that ends with one is quoted, or the delimiter is another.
    private void Look(ReadOnlySpan<byte> text)
    {
        foreach (byte letter in text)
        {
            if (letter == Quote)
            {
                _isQuoted = !_isQuoted;
            }
            else if (letter == '\n' && !_isQuoted)
            {
                EndRow();
                continue;
            }

            _last = letter;
            if (_isFirst)
            {
                _tail.Enqueue(letter);
                if (_tail.Count > Name.Length)
                {
                    _tail.Dequeue();
                }
            }
        }
    }

    private void EndRow()
    {
        bool isHeader = _isFirst && _tail.SequenceEqual(Name);
        Count += isHeader || _last is (byte)',' or (byte)';' or (byte)'\t' or (byte)'|' or (byte)'\n' ? 0 : 1;
        (_isFirst, _last) = (false, (byte)'\n');
    }
}
