using System.Buffers.Binary;
using System.Text;

namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>The directory of a zip archive (APPNOTE.TXT 6.3, sections 4.3.12 and 4.3.16), read with the care that a stranger's file needs.</summary>
/// <remarks>Parts of one name, parts that lie over each other, and more parts than a workbook has are refused: they are the ways to make one file be two, or one byte a thousand.</remarks>
internal static class ZipDirectory
{
    private const int MaxParts = 10_000;
    private const int MaxDirectory = 4 * 1024 * 1024;
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LocalLength = 30;
    private const uint EndSignature = 0x06054b50;
    private const uint EntrySignature = 0x02014b50;
    private const uint Later = uint.MaxValue;
    private const ushort LongSizes = 1;

    /// <summary>The parts by their names, in any case.</summary>
    /// <param name="file">The archive.</param>
    /// <exception cref="Core.Errors.TollamaException">It is damaged.</exception>
    public static IReadOnlyDictionary<string, ZipPart> Read(Stream file)
    {
        (byte[] directory, int count, long start) = Locate(file);
        Dictionary<string, ZipPart> parts = new(StringComparer.OrdinalIgnoreCase);
        int at = 0;
        for (int entry = 0; entry < count; entry++)
        {
            if (directory.Length - at < EntryLength || BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(at)) != EntrySignature)
            {
                throw Broken();
            }

            ReadOnlySpan<byte> fields = directory.AsSpan(at);
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[30..]);
            int length = EntryLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(fields[32..]);
            if (fields.Length < length)
            {
                throw Broken();
            }

            string name = Encoding.UTF8.GetString(fields.Slice(EntryLength, nameLength)).Replace('\\', '/').TrimStart('/');
            if (!name.EndsWith('/') && !parts.TryAdd(name, PartOf(name, fields, fields.Slice(EntryLength + nameLength, extraLength))))
            {
                throw BookError.Damaged($"it has two parts called {Excerpt(name)}");
            }

            at += length;
        }

        RefuseOverlaps(parts.Values, start);
        return parts;
    }

    /// <summary>The bytes of a part as they are in the archive.</summary>
    /// <param name="file">The archive; it is closed with the result.</param>
    /// <param name="part">The part.</param>
    public static Stream Open(Stream file, ZipPart part)
    {
        byte[] header = new byte[LocalLength];
        file.Position = part.Offset;
        if (file.ReadAtLeast(header, LocalLength, throwOnEndOfStream: false) < LocalLength || BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034b50)
        {
            throw BookError.Damaged($"the part {Excerpt(part.Name)} is not where the directory says");
        }

        long start = part.Offset + LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        return start + part.PackedLength <= file.Length
            ? new ZipSlice(file, start, part.PackedLength)
            : throw BookError.Damaged($"the part {Excerpt(part.Name)} ends behind the end of the file");
    }

    private static (byte[] Directory, int Count, long Start) Locate(Stream file)
    {
        byte[] tail = new byte[Math.Min(file.Length, EndLength + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        for (int at = tail.Length - EndLength; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature)
            {
                continue;
            }

            int count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
            long length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            long start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            if (count > MaxParts || length > MaxDirectory)
            {
                throw BookError.Damaged($"it has more than {MaxParts} parts");
            }

            if (start + length > file.Length - tail.Length + at)
            {
                throw Broken();
            }

            byte[] directory = new byte[length];
            file.Position = start;
            file.ReadExactly(directory);
            return (directory, count, start);
        }

        throw BookError.Damaged("it ends before the list of its parts");
    }

    private static ZipPart PartOf(string name, ReadOnlySpan<byte> fields, ReadOnlySpan<byte> extra)
    {
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(fields[8..]);
        int method = BinaryPrimitives.ReadUInt16LittleEndian(fields[10..]);
        if ((flags & 1) > 0)
        {
            throw TableError.Invalid("The zip archive is encrypted.", "Send the workbook without a password.");
        }

        if (method is not (0 or 8))
        {
            throw BookError.Damaged($"the part {Excerpt(name)} is packed by method {method}, as no workbook is");
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(fields[24..]);
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(fields[20..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(fields[42..]);
        ReadOnlySpan<byte> sizes = LongFields(extra);
        length = length == Later ? Next(ref sizes) : length;
        packed = packed == Later ? Next(ref sizes) : packed;
        offset = offset == Later ? Next(ref sizes) : offset;
        return new ZipPart(name, method == 8, offset, packed, length, BinaryPrimitives.ReadUInt32LittleEndian(fields[16..]));
    }

    /// <summary>The sizes of a part that are too long for their fields.</summary>
    private static ReadOnlySpan<byte> LongFields(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (extra.Length < 4 + length)
            {
                return default;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == LongSizes)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return default;
    }

    private static long Next(ref ReadOnlySpan<byte> sizes)
    {
        if (sizes.Length < sizeof(long) || BinaryPrimitives.ReadInt64LittleEndian(sizes) is < 0 or > (1L << 48))
        {
            throw Broken();
        }

        long size = BinaryPrimitives.ReadInt64LittleEndian(sizes);
        sizes = sizes[sizeof(long)..];
        return size;
    }

    private static void RefuseOverlaps(IEnumerable<ZipPart> parts, long end)
    {
        ZipPart[] sorted = [.. parts.OrderBy(part => part.Offset)];
        for (int place = 0; place < sorted.Length; place++)
        {
            long next = place + 1 < sorted.Length ? sorted[place + 1].Offset : end;
            if (sorted[place].Offset + LocalLength + sorted[place].PackedLength > next)
            {
                throw BookError.Damaged($"the part {Excerpt(sorted[place].Name)} lies over another one");
            }
        }
    }

    private static Core.Errors.TollamaException Broken() => BookError.Damaged("the list of its parts is broken");

    private static string Excerpt(string name) => Core.Errors.Excerpt.Of(name);
}
