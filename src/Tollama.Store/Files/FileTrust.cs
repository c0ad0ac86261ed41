namespace Tollama.Store;

/// <summary>Whether nobody but this user and root decides what a file is: what a runner is started from, or a licence accepted by, must not be another's to write.</summary>
/// <remarks>
/// The rule of <c>sshd</c>'s <c>StrictModes</c>, up to the root: the file, the folders above it, and the links on the way belong to the user or to root, and
/// neither the group nor others may write them. A folder such as <c>/tmp</c>, where everybody writes but only owners rename and remove (sticky), is in order on the
/// way: what lies in it is looked at by itself. Once all of a path is in order nobody else can exchange a part of it, so what is read afterwards is what was looked at.
/// Windows, where folders of users are closed to others from the start, is not looked at.
/// </remarks>
public static class FileTrust
{
    private const int MaxLinks = 40;
    private const string Root = "/";

    /// <summary>Why a file is not trusted; <see langword="null"/> when it is. One that is not there is not trusted: somebody might put it there at any time.</summary>
    public static FileFault? Fault(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        uint user = FileStatus.CurrentUser;
        Stack<string> rest = new();
        Push(rest, Path.IsPathRooted(path) ? path : Path.Join(Environment.CurrentDirectory, path));
        string reached = Root;
        int links = 0;
        FileFault? fault = FaultOf(Root, FileStatus.Of(Root), user, isLast: false);
        while (fault is null && rest.TryPop(out string? name))
        {
            if (name == "..")
            {
                reached = Path.GetDirectoryName(reached) ?? Root;
                continue;
            }

            string next = Path.Join(reached, name);
            FileStatus? status = FileStatus.Of(next);
            fault = FaultOf(next, status, user, isLast: rest.Count == 0);
            if (fault is not null || status is not { IsLink: true })
            {
                reached = next;
                continue;
            }

            string target = new FileInfo(next).LinkTarget ?? "";
            reached = Path.IsPathRooted(target) ? Root : reached;
            Push(rest, target);
            fault = ++links > MaxLinks ? new FileFault($"'{path}' leads through more than {MaxLinks} links", "name the file itself") : null;
        }

        return fault;
    }

    private static void Push(Stack<string> rest, string path)
    {
        foreach (string name in path.Split('/').Reverse().Where(name => name is not ("" or ".")))
        {
            rest.Push(name);
        }
    }

    private static FileFault? FaultOf(string path, FileStatus? status, uint user, bool isLast)
    {
        if (status is not { } seen)
        {
            return new FileFault($"there is no '{path}', or it cannot be looked at", "see that it is there and that the daemon may read it");
        }

        if (seen.Owner != user && seen.Owner != 0)
        {
            return new FileFault(
                $"'{path}' belongs to user {seen.Owner} (mode {seen.Permissions}), not to user {user}, as whom the daemon runs, or root",
                $"if you trust it: chown {(seen.IsLink ? "-h " : "")}{user} '{path}'");
        }

        bool othersWrite = !seen.IsLink && seen.IsWritableByOthers && !(seen is { IsFolder: true, IsSticky: true } && !isLast);
        return othersWrite
            ? new FileFault($"'{path}' may be written by others than its owner, user {seen.Owner} (mode {seen.Permissions})", $"run: chmod go-w '{path}'")
            : null;
    }
}
