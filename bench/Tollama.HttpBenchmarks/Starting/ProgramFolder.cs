namespace Tollama.HttpBenchmarks.Starting;

/// <summary>A copy of the programs in a folder of its own, with or without many folders beside them.</summary>
internal sealed class ProgramFolder : IDisposable
{
    private const int FoldersALevel = 100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-start-");

    /// <summary>Copies the programs.</summary>
    /// <param name="source">The folder that has them.</param>
    /// <param name="folders">How many folders to make beside them.</param>
    internal ProgramFolder(string source, int folders)
    {
        foreach (FileInfo file in new DirectoryInfo(source).EnumerateFiles())
        {
            file.CopyTo(Path.Combine(_folder.FullName, file.Name));
        }

        for (int folder = 0; folder < folders; folder++)
        {
            Directory.CreateDirectory(Path.Combine(_folder.FullName, $"d{folder / FoldersALevel}", $"d{folder % FoldersALevel}"));
        }
    }

    /// <summary>The daemon's program.</summary>
    internal string Program => Path.Combine(_folder.FullName, "tollama");

    public void Dispose() => _folder.Delete(recursive: true);
}
