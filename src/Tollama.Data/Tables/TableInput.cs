using Microsoft.Win32.SafeHandles;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables;

/// <summary>The bytes of a table, in memory or in a file, which can be read as often as needed.</summary>
public sealed class TableInput
{
    /// <summary>A table in a file above this, 64 MiB, is never held in memory as a whole.</summary>
    public const long MostAtOnce = 64L << 20;

    private const int HeadLength = 64 * 1024;
    private const long Mebibyte = 1L << 20;

    private readonly SafeFileHandle? _file;
    private readonly ReadOnlyMemory<byte> _head;

    private TableInput(ReadOnlyMemory<byte> head, long length, SafeFileHandle? file)
    {
        _head = head;
        _file = file;
        Length = length;
    }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>The first bytes, at least 64 KiB where there are as many: they tell in which format the table is.</summary>
    public ReadOnlySpan<byte> Head => _head.Span;

    /// <summary>All bytes at once. Those of a file are read into new memory each time: whoever can read a stream calls <see cref="Open"/>.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidTable"/>: they stand in a file of more than <see cref="MostAtOnce"/> bytes.</exception>
    public ReadOnlyMemory<byte> Bytes => _file is null ? _head : ReadAll(_file);

    /// <summary>A table in memory.</summary>
    /// <param name="bytes">The whole table. It is not copied: it must outlive the reading.</param>
    public static TableInput Of(ReadOnlyMemory<byte> bytes) => new(bytes, bytes.Length, file: null);

    /// <summary>A table in a file, which is read piece by piece.</summary>
    /// <param name="file">The file, open for reading; positions in it are not used. It must stay open, and stay as it is, as long as the table is read.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TableInput Of(SafeFileHandle file)
    {
        ArgumentNullException.ThrowIfNull(file);
        long length = RandomAccess.GetLength(file);
        byte[] head = new byte[Math.Min(length, HeadLength)];
        using FileReader reader = new(file, length);
        return new TableInput(head.AsMemory(0, reader.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)), length, file);
    }

    /// <summary>A stream from the first byte, in which any place can be sought. It has no buffer of its own: several kilobytes should be read at once.</summary>
    public Stream Open() => _file is null ? new MemoryReader(_head) : new FileReader(_file, Length);

    private byte[] ReadAll(SafeFileHandle file)
    {
        if (Length > MostAtOnce)
        {
            throw TableError.Invalid(
                $"The table has {(Length + Mebibyte - 1) / Mebibyte} MiB, and its format is read in memory as a whole, up to {MostAtOnce / Mebibyte} MiB.",
                "Send it as CSV, which is read piece by piece, or in several parts.");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        using FileReader reader = new(file, Length);
        reader.ReadExactly(bytes);
        return bytes;
    }
}
