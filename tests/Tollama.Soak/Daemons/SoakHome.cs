using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tollama.Soak.Daemons;

/// <summary>The folders of a soak: the home of its daemons, on a disk of its own where that may be mounted, and their folder for temporary files.</summary>
internal sealed class SoakHome : IDisposable
{
    private const string DiskSize = "96m";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("tollama-soak-");

    public SoakHome()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Temporary);
        HasOwnDisk = Run("mount", "-t", "tmpfs", "-o", "size=" + DiskSize, "tollama-soak", Folder);
        WriteFakeFamily();
    }

    /// <summary>The <c>TOLLAMA_HOME</c>.</summary>
    public string Folder => Path.Join(_root.FullName, "home");

    /// <summary>The <c>TMPDIR</c>; its path stands in the environment of every process of the soak, and of no other.</summary>
    public string Temporary => Path.Join(_root.FullName, "tmp");

    /// <summary>Where the offset of the clock stands that libfaketime reads.</summary>
    public string ClockFile => Path.Join(_root.FullName, "clock");

    /// <summary>Whether the home can be made full without touching anybody else.</summary>
    public bool HasOwnDisk { get; }

    /// <summary>Every file of the store, from its root.</summary>
    public IEnumerable<string> StoreFiles()
    {
        string models = Path.Join(Folder, "models");
        return Directory.EnumerateFiles(models, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(models, file));
    }

    /// <summary>What lies in the folder for temporary files, but for what killed .NET processes leave there: sockets of the runtime.</summary>
    public IEnumerable<string> TemporaryFiles() =>
        Directory.EnumerateFileSystemEntries(Temporary).Select(Path.GetFileName)
            .Where(name => !name!.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) && !name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal))!;

    public void Dispose()
    {
        if (HasOwnDisk)
        {
            Run("umount", Folder);
        }

        _root.Delete(recursive: true);
    }

    private void WriteFakeFamily()
    {
        JsonObject definition = new()
        {
            ["family"] = "fake",
            ["command"] = new JsonArray(JsonValue.Create(Programs.FakeRunner)),
            ["models"] = new JsonArray(new JsonObject { ["name"] = "fake", ["license"] = "MIT" }),
        };
        Directory.CreateDirectory(Path.Join(Folder, "runners"));
        File.WriteAllText(Path.Join(Folder, "runners", "fake.json"), definition.ToJsonString());
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
