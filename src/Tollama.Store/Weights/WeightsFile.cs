using Microsoft.Win32.SafeHandles;
using Tollama.Catalog.Safetensors;

namespace Tollama.Store;

/// <summary>Reads the header of a safetensors file. What is wrong with it comes out as an error; nothing of the weights is read.</summary>
internal static class WeightsFile
{
    /// <exception cref="Core.Errors.TollamaException">The header is not what the format allows.</exception>
    public static SafetensorsHeader ReadHeader(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return ReadHeader(handle);
    }

    /// <exception cref="Core.Errors.TollamaException">The header is not what the format allows.</exception>
    public static SafetensorsHeader ReadHeader(SafeFileHandle handle)
    {
        long length = RandomAccess.GetLength(handle);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        int read = RandomAccess.Read(handle, prefix, 0);
        byte[] header = new byte[SafetensorsHeader.LengthOf(prefix[..read], length)];
        int filled = 0;
        for (int count = 1; count > 0 && filled < header.Length; filled += count)
        {
            count = RandomAccess.Read(handle, header.AsSpan(filled), SafetensorsHeader.PrefixLength + filled);
        }

        return SafetensorsHeader.Parse(header.AsSpan(0, filled), length);
    }
}
