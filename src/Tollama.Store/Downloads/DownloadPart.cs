namespace Tollama.Store;

/// <summary>A range of a file that one connection fetches. Only that connection moves <see cref="Written"/>; only the flush moves <see cref="Completed"/>.</summary>
internal sealed class DownloadPart(long offset, long length, long completed)
{
    private long _written = completed;

    public long Offset { get; } = offset;

    public long Length { get; } = length;

    /// <summary>How many of its bytes were written, perhaps not to the disk yet.</summary>
    public long Written
    {
        get => Volatile.Read(ref _written);
        set => Volatile.Write(ref _written, value);
    }

    /// <summary>How many of its bytes are safe on the disk.</summary>
    public long Completed { get; set; } = completed;

    public bool IsWritten => Written == Length;
}
