using System.Runtime.InteropServices;

namespace Tollama.NeuralBenchmarks.Measuring;

/// <summary>The memory of this process.</summary>
internal static partial class Memory
{
    /// <summary>Resident bytes, after all that is not needed was given back.</summary>
    public static long Resident
    {
        get
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            _ = Trim(0);
            return Environment.WorkingSet;
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint kept);
}
