namespace Tollama.FakeHub;

/// <summary>What a listing says of a file, true or not.</summary>
/// <param name="Path">The path in the repository.</param>
/// <param name="BlobId">The id in git.</param>
/// <param name="Size">The length in bytes.</param>
/// <param name="IsLfs">Whether the entry has an <c>lfs</c> object.</param>
/// <param name="Sha256">The sha256 in the <c>lfs</c> object; <see langword="null"/> leaves it out of there.</param>
/// <param name="PointerSize">The length of the pointer in git.</param>
/// <param name="CdnEtag">The hash that the CDN goes by.</param>
public sealed record ListedFile(string Path, string BlobId, long Size, bool IsLfs, string? Sha256, long PointerSize, string? CdnEtag)
{
    internal static ListedFile Of(ServedFile file) => file.IsLfs
        ? new ListedFile(file.Path, file.BlobId, file.Content.Length, true, file.Content.Sha256, file.PointerSize, file.CdnEtag)
        : new ListedFile(file.Path, file.BlobId, file.Content.Length, false, null, 0, null);
}
