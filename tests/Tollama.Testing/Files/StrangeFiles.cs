using System.Net.Sockets;

namespace Tollama.Testing.Files;

/// <summary>What has a name like a file and is none.</summary>
public static class StrangeFiles
{
    /// <summary>Makes one.</summary>
    /// <param name="kind"><c>pipe</c>, whose reader waits for a writer; <c>socket</c>; <c>endless</c>, a link to a device without an end; <c>folder</c>.</param>
    /// <param name="path">Where.</param>
    public static void Make(string kind, string path)
    {
        switch (kind)
        {
            case "pipe":
                Tool.Run("mkfifo", path);
                break;
            case "socket":
                using (Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    // Who closes it removes the name that it was given, and not this one.
                    string name = Path.Join(Path.GetDirectoryName(path), "s");
                    socket.Bind(new UnixDomainSocketEndPoint(name));
                    File.Move(name, path);
                }

                break;
            case "endless":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind");
        }
    }
}
