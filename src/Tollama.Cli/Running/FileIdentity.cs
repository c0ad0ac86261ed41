using System.Runtime.InteropServices;

namespace Tollama.Cli.Running;

/// <summary>Which file a path leads to, however it is spelled and through whatever links, and whether it is a regular one.</summary>
/// <remarks>As in the store: .NET's own native library has the call <c>stat</c> in one shape for all systems and processors but Windows, where there is none.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct FileIdentity(long Device, long Number, bool IsRegular)
{
    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;

    /// <summary>Looks at a path; <see langword="null"/> when nothing is there, or it cannot be looked at.</summary>
    public static FileIdentity? Of(string path) => !OperatingSystem.IsWindows() && Status(path, out Native status) == 0
        ? new FileIdentity(status.Device, status.Number, (status.Mode & KindMask) == RegularKind)
        : null;

    /// <summary>Whether two paths lead to one regular file that is there.</summary>
    public static bool AreSame(string path, string other) => OperatingSystem.IsWindows()
        ? File.Exists(path) && Path.GetFullPath(path).Equals(Path.GetFullPath(other), StringComparison.OrdinalIgnoreCase)
        : Of(path) is { IsRegular: true } one && Of(other) == one;

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(string path, out Native status);

    // The fields that are used, and more room behind them than the call fills.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Native
    {
        [FieldOffset(4)]
        public int Mode;

        [FieldOffset(88)]
        public long Device;

        [FieldOffset(104)]
        public long Number;
    }
}
