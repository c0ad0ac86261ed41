namespace Tollama.FakeRunner;

/// <summary>What happened, over all processes that share the file. One short append a line, so that concurrent writers do not mix.</summary>
internal sealed class Journal
{
    private readonly string? _path;
    private readonly Lock _gate = new();

    public Journal(string? path)
    {
        _path = path;
        Write("start");
        Generation = path is null ? 1 : File.ReadAllLines(path).Count(line => line == "start");
    }

    /// <summary>1 for the first process on this file, then 2, ….</summary>
    public int Generation { get; }

    public void Write(string line)
    {
        if (_path is null)
        {
            return;
        }

        lock (_gate)
        {
            using FileStream file = new(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        }
    }
}
