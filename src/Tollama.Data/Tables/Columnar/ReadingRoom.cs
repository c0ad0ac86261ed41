namespace Tollama.Data.Tables.Columnar;

/// <summary>How much one way through a file may take: what a few bytes expand to, or claim to, is limited before it is made.</summary>
/// <param name="input">The file.</param>
/// <param name="limits">How large a table may be.</param>
internal sealed class ReadingRoom(TableInput input, TableLimits limits) : IDisposable
{
    // The numbers of a table rarely take more than a few times its compressed bytes at once, and a text of the same table would be refused beyond MaxBytes.
    private const int MostHeld = 4;
    private const int MostExpanded = 16;
    private const long AlwaysAllowed = 64L * 1024 * 1024;

    private readonly Stream _stream = input.Open();
    private long _held;
    private long _expanded;

    /// <summary>How large a table may be.</summary>
    public TableLimits Limits { get; } = limits;

    /// <summary>The number of bytes of the file.</summary>
    public long Length => _stream.Length;

    /// <summary>The most bytes that a text may have.</summary>
    public int MaxTextBytes => (int)Math.Min(4L * Limits.MaxCellLength, int.MaxValue / 4);

    private long Held => Math.Max(AlwaysAllowed, MostHeld * Limits.MaxBytes);

    private long Expanded => Math.Max(AlwaysAllowed, MostExpanded * Limits.MaxBytes);

    /// <summary>Reads bytes of the file.</summary>
    /// <exception cref="InvalidDataException">The file does not have them.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        if (offset < 0 || offset > Length - bytes.Length)
        {
            throw new InvalidDataException($"{bytes.Length} bytes at {offset} lie outside of its {Length} bytes");
        }

        _stream.Position = offset;
        _stream.ReadExactly(bytes);
    }

    /// <summary>A buffer of at least so many bytes, the given one where it is large enough.</summary>
    /// <exception cref="InvalidDataException">All buffers together would take too much.</exception>
    public byte[] Grow(byte[] buffer, long length)
    {
        if (buffer.Length >= length)
        {
            return buffer;
        }

        long larger = Math.Min(Math.Max(length, Math.Min(2L * buffer.Length, 1 << 20)), Array.MaxLength);
        Hold(larger - buffer.Length);
        return length > larger ? throw new InvalidDataException($"it needs {length} bytes at once") : new byte[larger];
    }

    /// <summary>Counts bytes that stay in memory until the end.</summary>
    /// <exception cref="InvalidDataException">They are too many.</exception>
    public void Hold(long bytes)
    {
        _held += bytes;
        if (_held > Held)
        {
            throw new InvalidDataException($"its pages and dictionaries take more than {Held} bytes of memory; write smaller row groups, or raise the limit of bytes");
        }
    }

    /// <summary>Counts bytes that compressed ones become.</summary>
    /// <exception cref="InvalidDataException">They are too many.</exception>
    public void Expand(long bytes)
    {
        _expanded += bytes;
        if (_expanded > Expanded)
        {
            throw new InvalidDataException($"it expands to more than {Expanded} bytes; split it, or raise the limit of bytes");
        }
    }

    public void Dispose() => _stream.Dispose();
}
