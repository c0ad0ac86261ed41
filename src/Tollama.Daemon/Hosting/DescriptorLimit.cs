using System.Runtime.InteropServices;

namespace Tollama.Daemon.Hosting;

/// <summary>How many files and connections this process may have open: its soft limit, raised to the hard one.</summary>
/// <remarks>
/// Shells and service managers start programs with a soft limit of 1024, for the sake of old programs, and let them raise it. The runtime does so for
/// programs that it compiles as they run, and not for those compiled ahead of time, hence the native calls.
/// </remarks>
internal static partial class DescriptorLimit
{
    /// <summary>What macOS grants a process at most (OPEN_MAX), whatever its hard limit says.</summary>
    private const ulong MacMaximum = 10_240;

    private static readonly int Resource = OperatingSystem.IsMacOS() ? 8 : 7;

    /// <summary>Raises the limit as far as it may be raised.</summary>
    /// <returns>How many more may be opened now; <see langword="null"/> where there is no such limit, as on Windows.</returns>
    internal static long? RaiseAndCount() => Raise() is { } limit ? Math.Max(0, limit - InUse()) : null;

    internal static long? Raise()
    {
        if (!TryRead(out ulong soft, out ulong hard))
        {
            return null;
        }

        ulong wanted = OperatingSystem.IsMacOS() ? Math.Min(hard, MacMaximum) : hard;
        return (long)Math.Min(soft < wanted && TrySet(wanted, hard) ? wanted : soft, long.MaxValue);
    }

    // A program that is compiled as it runs has some hundreds open: its assemblies.
    private static int InUse()
    {
        string folder = OperatingSystem.IsMacOS() ? "/dev/fd" : "/proc/self/fd";
        return Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder).Length : 0;
    }

    internal static bool TryRead(out ulong soft, out ulong hard)
    {
        Limit limit = default;
        bool known = (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) && GetLimit(Resource, out limit) == 0;
        (soft, hard) = (limit.Soft, limit.Hard);
        return known;
    }

    internal static bool TrySet(ulong soft, ulong hard) => SetLimit(Resource, new Limit { Soft = (nuint)soft, Hard = (nuint)hard }) == 0;

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
