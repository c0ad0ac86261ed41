using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tollama.NeuralBenchmarks.Measuring;

/// <summary>The processor time of the calling thread: what other programs take from the machine is not in it.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>Seconds since the thread began.</summary>
    public static double Seconds =>
        GetTime(ThreadProcessorTime, out TimeSpec time) == 0
            ? time.Seconds + (time.Nanoseconds * 1e-9)
            : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
