namespace Tollama.Store;

/// <summary>A part of a download, as its journal has it.</summary>
internal sealed record JournalPart
{
    /// <summary>Where it begins in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>How many bytes it has.</summary>
    public required long Length { get; init; }

    /// <summary>How many of them, from its beginning on, are safe on the disk.</summary>
    public long Completed { get; init; }
}
