namespace Tollama.Data.Tables.Parquet;

/// <summary>Values of some bytes each, whose first bytes stand together, then their second ones, and so on.</summary>
/// <param name="bytes">The bytes of all values.</param>
/// <param name="width">How many bytes a value has.</param>
internal sealed class SplitBytes(ReadOnlyMemory<byte> bytes, int width) : IBytesSource
{
    private const int AtOnce = 1024;

    private readonly int _count = bytes.Length / width;
    private byte[] _joined = [];
    private int _next;

    public int MostAtOnce => Math.Max(1, AtOnce / width * 16);

    public ReadOnlyMemory<byte> Bytes => _joined;

    public void Read(Span<int> starts, Span<int> lengths)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        _ = starts.Length <= _count - _next ? 0 : throw new InvalidDataException("a page has fewer values than it claims");
        _joined = _joined.Length < starts.Length * width ? new byte[starts.Length * width] : _joined;
        for (int at = 0; at < starts.Length; at++, _next++)
        {
            for (int part = 0; part < width; part++)
            {
                _joined[(at * width) + part] = all[(part * _count) + _next];
            }

            (starts[at], lengths[at]) = (at * width, width);
        }
    }
}
