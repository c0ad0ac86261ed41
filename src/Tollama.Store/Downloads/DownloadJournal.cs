using System.Text.Json;

namespace Tollama.Store;

/// <summary>What of a download is safe on the disk: the file beside a partial.</summary>
internal sealed record DownloadJournal
{
    private const int MaxBytes = 8 << 20;

    /// <summary>The size of the whole file in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its parts, in order, without gaps.</summary>
    public required IReadOnlyList<JournalPart> Parts { get; init; }

    /// <summary>The parts of a file of which nothing is there.</summary>
    public static DownloadJournal Start(long size, long partSize)
    {
        List<JournalPart> parts = [];
        for (long offset = 0; offset < size; offset += partSize)
        {
            parts.Add(new JournalPart { Offset = offset, Length = Math.Min(partSize, size - offset) });
        }

        return new DownloadJournal { Size = size, Parts = parts };
    }

    /// <summary>Reads the journal of a file of that size; <see langword="null"/> if there is none that can be believed.</summary>
    public static DownloadJournal? Read(string path, long size)
    {
        try
        {
            return File.Exists(path) ? Parse(RegularFile.Read(path, MaxBytes), size) : null;
        }
        catch (IOException)
        {
            return null; // Its owner removed it a moment ago.
        }
    }

    /// <summary>Reads a journal; <see langword="null"/> unless it describes a file of that size without gaps.</summary>
    public static DownloadJournal? Parse(ReadOnlySpan<byte> json, long size)
    {
        try
        {
            DownloadJournal? journal = JsonSerializer.Deserialize(json, StoreJsonContext.Default.DownloadJournal);
            return journal is not null && journal.Size == size && journal.IsWhole() ? journal : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StoreJsonContext.Default.DownloadJournal);

    /// <summary>How many bytes of the file are safe on the disk.</summary>
    public long Completed() => Parts.Sum(part => part.Completed);

    private bool IsWhole()
    {
        long end = 0;
        foreach (JournalPart? part in Parts)
        {
            bool follows = part is not null && part.Offset == end && part.Length > 0 && part.Length <= Size - end;
            if (!follows || part!.Completed < 0 || part.Completed > part.Length)
            {
                return false;
            }

            end += part.Length;
        }

        return end == Size;
    }
}
