namespace Tollama.Core.Configuration;

/// <summary>The log of daemons in the background: where it is, and how it is put aside when it has become large.</summary>
public static class DaemonLogFile
{
    /// <summary>From this size on a log is put aside.</summary>
    public const long LargeBytes = 10_000_000;

    /// <summary>How many logs that were put aside are kept: <c>tollamad.log.1</c> is the youngest.</summary>
    public const int KeptLogs = 3;

    private const string Folder = "logs";
    private const string Name = "tollamad.log";

    /// <summary>Its path in a home of tollama.</summary>
    public static string PathIn(string home) => Path.Combine(home, Folder, Name);

    /// <summary>True for the path of such a log, in whatever home.</summary>
    public static bool IsOne(string path) => Path.GetFileName(path) == Name && Path.GetFileName(Path.GetDirectoryName(path)) == Folder;

    /// <summary>What is moved where when the log is put aside, in this order; what is not there is left out. Who has it open goes on writing into it.</summary>
    public static IEnumerable<(string From, string To)> Moves(string path)
    {
        for (int number = KeptLogs; number > 0; number--)
        {
            yield return (number == 1 ? path : $"{path}.{number - 1}", $"{path}.{number}");
        }
    }
}
