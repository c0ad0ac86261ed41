using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Tollama.FakeHub;

/// <summary>The files of a repository at one moment.</summary>
public sealed class ServedCommit
{
    internal ServedCommit(ImmutableSortedDictionary<string, ServedFile> files)
    {
        Files = files;
        Sha = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', files.Values.Select(file => $"{file.BlobId} {file.Path}")))));
    }

    /// <summary>The files by path, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, ServedFile> Files { get; }

    /// <summary>40 hex digits that depend on the names and contents of the files and on nothing else.</summary>
    public string Sha { get; }
}
