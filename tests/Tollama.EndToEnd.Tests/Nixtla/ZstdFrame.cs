using System.Buffers.Binary;

namespace Tollama.EndToEnd.Tests.Nixtla;

/// <summary>Frames of Zstandard written by hand (RFC 8878): blocks that are stored, or one byte repeated.</summary>
internal static class ZstdFrame
{
    private const int LongestBlock = 128 << 10;

    /// <summary>A frame of stored blocks.</summary>
    public static byte[] Stored(byte[] content) => Of(content.Length, (start, size) => [.. Header(0, size, start + size == content.Length), .. content[start..(start + size)]]);

    /// <summary>A short frame of very many blanks.</summary>
    public static byte[] Blanks(int count) => Of(count, (start, size) => [.. Header(1, size, start + size == count), (byte)' ']);

    private static byte[] Of(int length, Func<int, int, byte[]> block)
    {
        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, length);

        // The magic number; then a content size of four bytes behind a window of 128 KiB.
        List<byte> frame = [0x28, 0xB5, 0x2F, 0xFD, 0x80, 0x38, .. size];
        for (int start = 0; start < length; start += LongestBlock)
        {
            frame.AddRange(block(start, Math.Min(LongestBlock, length - start)));
        }

        return [.. frame];
    }

    private static byte[] Header(int type, int size, bool isLast)
    {
        int header = (isLast ? 1 : 0) | (type << 1) | (size << 3);
        return [(byte)header, (byte)(header >> 8), (byte)(header >> 16)];
    }
}
