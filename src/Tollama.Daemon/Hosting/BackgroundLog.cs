using System.Runtime.InteropServices;
using Tollama.Core.Configuration;

namespace Tollama.Daemon.Hosting;

/// <summary>The standard error of a daemon in the background, which is a file: it is put aside while the daemon runs, too.</summary>
/// <remarks>
/// The shell that started the daemon has opened it. Writing goes on through the same descriptor, behind which another file is put, so that also what the runtime
/// says when it fails is in the log. Files are opened to append, as the shell does: several daemons of one home may write to one log for a while.
/// </remarks>
internal static partial class BackgroundLog
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int Interrupted = 4;

    // Linux: write only, append, create, not for children.
    private const int Append = 0x1 | 0x400 | 0x40 | 0x80000;
    private const int OwnFile = 0x180;

    /// <summary>A writer to standard error that keeps its file small; <see langword="null"/> if it is no log of a daemon in the background.</summary>
    internal static TextWriter? Open()
    {
        if (!OperatingSystem.IsLinux() || Target(StandardError) is not { } path || !DaemonLogFile.IsOne(path))
        {
            return null;
        }

        bool isOutputToo = Target(StandardOutput) == path;
        return new RotatingLog(path, new FileInfo(path).Length, Write, file => Reopen(file, isOutputToo));
    }

    private static string? Target(int descriptor)
    {
        try
        {
            return new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Reopen(string path, bool isOutputToo)
    {
        int opened = OpenFile(path, Append, OwnFile);
        if (opened < 0)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }

        _ = Duplicate(opened, StandardError);
        if (isOutputToo)
        {
            _ = Duplicate(opened, StandardOutput);
        }

        _ = Close(opened);
    }

    // A log that cannot be written stops nobody: what there is to say is lost, as with a pipe that nobody reads.
    private static void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint written = WriteSome(StandardError, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (written < 0 && Marshal.GetLastPInvokeError() != Interrupted)
            {
                return;
            }

            bytes = bytes[(int)Math.Max(0, written)..];
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int descriptor, int place);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint WriteSome(int descriptor, in byte bytes, nuint count);
}
