namespace Tollama.Core.Configuration;

/// <summary>Folders that begin with the user's own: <c>~</c> as shells know it, and the default of <c>TOLLAMA_HOME</c>.</summary>
/// <remarks>
/// Without a home nothing takes its place. A path that is not absolute would be looked up in the folder in which tollama happens to be started, and whoever
/// may write there would choose its models and runners.
/// </remarks>
internal static class UserFolder
{
    private const string Home = "HOME";

    /// <summary>The user's home folder: <c>HOME</c>, or the one in the system's list of users when that is not set, as for a service.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="wanted">The variable to set instead, for the error.</param>
    /// <exception cref="SettingException">There is no such folder.</exception>
    public static string Of(TollamaEnvironment environment, string wanted)
    {
        string? set = OperatingSystem.IsWindows() ? null : environment.Get(Home);
        string folder = set ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (Path.IsPathFullyQualified(folder) && Path.Exists(folder))
        {
            return folder;
        }

        string seen = set is null ? "the user has no home folder" : $"{Home} is '{set}', which is not an absolute path of a folder";
        throw new SettingException($"{seen}, and so tollama does not know where its own folder is", $"set {wanted} to an absolute path, e.g. /var/lib/tollama");
    }

    /// <summary>A folder that a variable names and that must not depend on where tollama is started.</summary>
    /// <exception cref="SettingException">It is no absolute path.</exception>
    public static string Absolute(string path, string variable, TollamaEnvironment environment)
    {
        string folder = Expand(path, variable, environment);
        return Path.IsPathFullyQualified(folder) ? folder : throw new SettingException(
            $"{variable}='{path}' is not an absolute path: it would be another folder wherever tollama is started", $"write {variable} as an absolute path, e.g. /var/lib/tollama");
    }

    /// <summary>A folder that a variable names, with <c>~</c> replaced by the user's home.</summary>
    /// <exception cref="SettingException">It begins with <c>~</c> in a way that only shells know, or there is no home.</exception>
    public static string Expand(string path, string variable, TollamaEnvironment environment)
    {
        if (!path.StartsWith('~'))
        {
            return path;
        }

        if (path.Length == 1)
        {
            return Of(environment, variable);
        }

        return path[1] == '/' || path[1] == Path.DirectorySeparatorChar
            ? Path.Join(Of(environment, variable), path[2..])
            : throw new SettingException($"{variable}='{path}' names another user's home folder, which tollama does not look up", $"write {variable} as an absolute path");
    }
}
