namespace Tollama.Data.Tables.Parquet;

/// <summary>Numbers whose first bytes stand together, then their second ones, and so on.</summary>
/// <param name="bytes">The bytes of all values.</param>
/// <param name="width">How many bytes a value has: 4 or 8.</param>
internal sealed class SplitWords(ReadOnlyMemory<byte> bytes, int width) : IWordSource
{
    private readonly int _count = bytes.Length / width;
    private int _next;

    public void Read(Span<long> values)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        _ = values.Length <= _count - _next ? 0 : throw new InvalidDataException("a page has fewer values than it claims");
        for (int at = 0; at < values.Length; at++, _next++)
        {
            ulong value = 0;
            for (int part = 0; part < width; part++)
            {
                value |= (ulong)all[(part * _count) + _next] << (8 * part);
            }

            values[at] = width == sizeof(int) ? (int)value : (long)value;
        }
    }
}
