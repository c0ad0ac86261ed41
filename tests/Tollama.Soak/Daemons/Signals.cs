using System.Diagnostics;
using System.Globalization;

namespace Tollama.Soak.Daemons;

/// <summary>Signals to processes that this program, or the daemon that it started, has started.</summary>
internal static class Signals
{
    public static void Send(int process, string signal)
    {
        ProcessStartInfo start = new("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true, UseShellExecute = false };
        using Process kill = Process.Start(start)!;
        kill.WaitForExit();
    }
}
