using System.Globalization;

namespace Tollama.Testing.Files;

/// <summary>Files of another user, which only root can make.</summary>
public static class OtherUsers
{
    /// <summary>Another user.</summary>
    public const int Nobody = 65534;

    /// <summary>True if this process may give files away.</summary>
    public static bool CanHaveFiles => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Gives a file, or a link itself, to nobody.</summary>
    public static void GiveAway(string path) => Tool.Run("chown", "-h", Nobody.ToString(CultureInfo.InvariantCulture), path);
}
