namespace Tollama.Data.Tables.Parquet;

/// <summary>Truth values in runs.</summary>
internal sealed class RunWords(HybridReader reader) : IWordSource
{
    private int[] _values = [];

    public void Read(Span<long> values)
    {
        _values = _values.Length < values.Length ? new int[values.Length] : _values;
        reader.Read(_values.AsSpan(0, values.Length));
        for (int at = 0; at < values.Length; at++)
        {
            values[at] = _values[at];
        }
    }
}
