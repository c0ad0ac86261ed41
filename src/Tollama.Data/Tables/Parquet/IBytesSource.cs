namespace Tollama.Data.Tables.Parquet;

/// <summary>Values of a page that are rows of bytes.</summary>
internal interface IBytesSource
{
    /// <summary>The most values that may be read at once.</summary>
    int MostAtOnce => int.MaxValue;

    /// <summary>Where the values that were read last are.</summary>
    ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Finds the next values in <see cref="Bytes"/>.</summary>
    void Read(Span<int> starts, Span<int> lengths);
}
