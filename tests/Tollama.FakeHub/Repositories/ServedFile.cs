using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tollama.FakeHub;

/// <summary>A file of a commit.</summary>
/// <param name="Path">The path in the repository, with forward slashes; names that no honest hub would list are allowed.</param>
/// <param name="Content">The bytes.</param>
/// <param name="IsLfs">Whether git holds a pointer and the bytes are served by the CDN.</param>
public sealed record ServedFile(string Path, ServedContent Content, bool IsLfs)
{
    /// <summary>The id of what git holds: the content, or the pointer to it.</summary>
    public string BlobId => IsLfs ? Pointer.BlobId : Content.BlobId;

    /// <summary>The length of the text that git holds for a file in LFS.</summary>
    public long PointerSize => Pointer.Length;

    /// <summary>What <c>ETag</c> or <c>X-Linked-Etag</c> says on the hub, without quotes.</summary>
    public string Etag => IsLfs ? Content.Sha256 : Content.BlobId;

    /// <summary>What <c>ETag</c> says on the CDN, without quotes: as on the real one, 64 hex digits that are <b>not</b> the sha256 of the bytes.</summary>
    public string CdnEtag => CdnEtagOf(Content);

    private ServedContent Pointer => ServedContent.Text(
        string.Create(CultureInfo.InvariantCulture, $"version https://git-lfs.github.com/spec/v1\noid sha256:{Content.Sha256}\nsize {Content.Length}\n"));

    internal static string CdnEtagOf(ServedContent content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("chunks of " + content.Sha256)));
}
