using System.Collections.Immutable;

namespace Tollama.FakeHub;

/// <summary>A model repository: files, branches, and who may read it.</summary>
/// <remarks>What is added belongs to the branch <c>main</c>. Whatever was added since somebody last looked is one commit; earlier commits stay readable.</remarks>
public sealed class ServedRepository
{
    private const long LargestFileInGit = 10_000_000;
    private static readonly string[] LfsExtensions =
        [".safetensors", ".bin", ".pt", ".pth", ".ckpt", ".onnx", ".gguf", ".h5", ".msgpack", ".parquet", ".npz", ".tar", ".gz", ".zip"];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServedCommit> _revisions = [];
    private readonly HashSet<string> _allowedTokens = [];
    private ImmutableSortedDictionary<string, ServedFile> _files = ImmutableSortedDictionary.Create<string, ServedFile>(StringComparer.Ordinal);
    private bool _changed = true;

    internal ServedRepository(string id) => Id = id;

    /// <summary><c>owner/name</c>.</summary>
    public string Id { get; }

    /// <summary>Whether it is hidden from everyone without an allowed token.</summary>
    public bool IsPrivate { get; set; }

    /// <summary><see langword="null"/>, <c>auto</c> or <c>manual</c>: whether the files (not the listing) need an allowed token.</summary>
    public string? Gated { get; set; }

    /// <summary>The license of the model card, <c>apache-2.0</c> by default.</summary>
    public string? License { get; set; } = "apache-2.0";

    /// <summary>When it says it was changed last.</summary>
    public DateTimeOffset LastModified { get; set; } = new(2025, 11, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The newest commit of <c>main</c>.</summary>
    public ServedCommit Head
    {
        get
        {
            lock (_lock)
            {
                return Commit_NeedsLock();
            }
        }
    }

    /// <summary>Adds or replaces a file.</summary>
    /// <param name="path">The path in the repository.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="isLfs">Whether it is in LFS; by default when the extension is one of weights or archives, or from 10 MB on.</param>
    public ServedRepository Add(string path, ServedContent content, bool? isLfs = null)
    {
        ServedFile file = new(path, content, isLfs ?? (content.Length >= LargestFileInGit || LfsExtensions.Contains(Path.GetExtension(path))));
        lock (_lock)
        {
            _files = _files.SetItem(path, file);
            _changed = true;
        }

        return this;
    }

    /// <summary>Adds or replaces a file with a text.</summary>
    public ServedRepository Add(string path, string text) => Add(path, ServedContent.Text(text));

    /// <summary>Adds everything below a folder on disk, as <c>git add</c> in a clone would; files are read as they are asked for.</summary>
    public ServedRepository AddFolder(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Add(Path.GetRelativePath(folder, file).Replace('\\', '/'), ServedContent.Disk(file));
        }

        return this;
    }

    /// <summary>Takes a file away.</summary>
    public ServedRepository Remove(string path)
    {
        lock (_lock)
        {
            _files = _files.Remove(path);
            _changed = true;
        }

        return this;
    }

    /// <summary>Gives the head of <c>main</c> another name: a tag, a branch, <c>refs/pr/1</c>.</summary>
    public ServedRepository Tag(string revision)
    {
        lock (_lock)
        {
            _revisions[revision] = Commit_NeedsLock();
        }

        return this;
    }

    /// <summary>Lets the holder of a token read what is private or gated.</summary>
    public ServedRepository Allow(string token)
    {
        lock (_lock)
        {
            _allowedTokens.Add(token);
        }

        return this;
    }

    /// <summary>The commit of a branch, a tag or a full commit id; <see langword="null"/> when there is none.</summary>
    public ServedCommit? Find(string revision)
    {
        lock (_lock)
        {
            Commit_NeedsLock();
            return _revisions.GetValueOrDefault(revision);
        }
    }

    internal bool IsAllowed(string? token)
    {
        lock (_lock)
        {
            return token is not null && _allowedTokens.Contains(token);
        }
    }

    private ServedCommit Commit_NeedsLock()
    {
        if (_changed)
        {
            ServedCommit commit = new(_files);
            _revisions["main"] = commit;
            _revisions[commit.Sha] = commit;
            _changed = false;
        }

        return _revisions["main"];
    }
}
