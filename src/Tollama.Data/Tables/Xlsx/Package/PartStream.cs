using System.IO.Compression;

namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>The unpacked bytes of a part, which are counted, and checked at the end.</summary>
/// <remarks>A run of a million bytes without a mark of XML is refused: a reader of XML would hold it as a whole.</remarks>
internal sealed class PartStream : Stream
{
    private const int LongestRun = 1024 * 1024;

    private readonly ZipPart _part;
    private readonly UnpackBudget _budget;
    private readonly Stream _source;
    private Crc32 _sum = new();
    private long _position;
    private long _run;

    /// <param name="packed">The bytes in the archive; they are closed with the part.</param>
    /// <param name="part">The part.</param>
    /// <param name="budget">Counts the bytes.</param>
    public PartStream(Stream packed, ZipPart part, UnpackBudget budget)
    {
        _part = part;
        _budget = budget;
        _source = part.IsPacked ? new DeflateStream(packed, CompressionMode.Decompress) : packed;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _part.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int count = _source.Read(buffer);
        _position += count;
        if (_position > _part.Length || (count == 0 && (_position < _part.Length || _sum.Value != _part.CheckSum)))
        {
            throw BookError.Damaged($"the part {Core.Errors.Excerpt.Of(_part.Name)} is not what it was when it was written");
        }

        _budget.Spend(_part.Name, count, _position, _part.PackedLength);
        _sum.Add(buffer[..count]);
        RefuseLongRun(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void RefuseLongRun(ReadOnlySpan<byte> bytes)
    {
        int first = bytes.IndexOf((byte)'<');
        _run += first < 0 ? bytes.Length : first;
        if (_run > LongestRun)
        {
            throw BookError.Damaged($"the part {Core.Errors.Excerpt.Of(_part.Name)} has a text or a name of more than {LongestRun} bytes");
        }

        _run = first < 0 ? _run : bytes.Length - bytes.LastIndexOf((byte)'<');
    }
}
