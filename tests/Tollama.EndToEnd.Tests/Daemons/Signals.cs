using System.Diagnostics;
using System.Globalization;

namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>Signals to processes that a test has started, by their id.</summary>
public static class Signals
{
    public static void Send(int processId, string signal)
    {
        using Process kill = Process.Start(new ProcessStartInfo("kill", ["-" + signal, processId.ToString(CultureInfo.InvariantCulture)]))!;
        kill.WaitForExit();
    }

    /// <summary>Skips a test whose signal this program, and so the programs that it starts, was started to ignore: under nohup, or in the background of a script.</summary>
    public static void SkipIfIgnored(int number)
    {
        string mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim();
        bool ignored = (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (number - 1))) != 0;
        Assert.SkipWhen(ignored, $"signal {number} is ignored here, and a program that is started ignores it, too");
    }

    /// <summary>True while the process runs; a zombie that nobody has reaped counts as ended.</summary>
    public static bool IsAlive(int processId)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)] is not ('Z' or 'X');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
