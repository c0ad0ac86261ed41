using System.Runtime.InteropServices;

namespace Tollama.Numerics.Kernels;

/// <summary>Asks the kernel to back memory with pages of 2 MiB instead of 4 KiB.</summary>
/// <remarks>
/// Weights are read from their first byte to their last for every product. With small pages the processor looks up an address every 4 KiB,
/// and the kernel handles a fault for each of them while a model is loaded. Only Linux has such a request (<c>madvise(2)</c>,
/// <c>MADV_HUGEPAGE</c>); where it is refused, nothing is different but the speed.
/// </remarks>
internal static unsafe partial class HugePages
{
    /// <summary>The size of a large page on x86-64 and on Arm with 4 KiB pages.</summary>
    public const int Size = 2 << 20;

    private const int HugePage = 14;

    /// <summary>Asks for large pages for all whole ones of this memory, so that it takes no more than it did.</summary>
    /// <param name="start">The first byte, at a multiple of <see cref="Size"/>.</param>
    /// <param name="bytes">How many bytes.</param>
    public static void Request(void* start, long bytes)
    {
        if (OperatingSystem.IsLinux() && bytes >= Size)
        {
            _ = Advise(start, (nuint)(bytes / Size * Size), HugePage);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* start, nuint bytes, int advice);
}
