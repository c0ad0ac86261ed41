using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tollama.Catalog;

namespace Tollama.Store;

/// <summary>Reads a hub's file listing, and compares content with it.</summary>
internal static partial class HubListing
{
    // More than any disk has; and so little that the sizes of all files of a listing can be added up.
    private const long MaxSize = 1L << 45;

    /// <summary>An item of the listing. One whose fields make no sense becomes an error, never a file.</summary>
    public static HubFile Read(HubEntryJson entry, HubRevision revision, Uri endpoint)
    {
        string path = entry.Path ?? "";
        long? size = entry.Lfs is { } large ? large.Size ?? entry.Size : entry.Size;
        BlobDigest? digest = BlobDigest.TryParse("sha256:" + entry.Lfs?.Oid, out BlobDigest? parsed) ? parsed : null;
        string? gitId = entry.Lfs is null && GitId().IsMatch(entry.Oid ?? "") ? entry.Oid : null;
        return path.Length > 0 && size is >= 0 and <= MaxSize
            ? new HubFile { Path = path, Size = size.Value, Digest = digest, GitId = gitId }
            : throw HubFaults.Unexpected(endpoint, $"the file list of {revision.RepoId}", $"'{ModelNameGrammar.Printable(path)}' has no path, or no size that a file can have");
    }

    /// <summary>True if content is what the listing says of a file: its sha256, or its git blob id.</summary>
    public static bool Matches(HubFile file, ReadOnlySpan<byte> content) =>
        content.Length == file.Size
        && (file.Digest is not null ? BlobDigest.Of(content) == file.Digest : file.GitId is not null && GitIdOf(content) == file.GitId);

    /// <summary>The git blob id: the sha1 of <c>blob</c>, the length and the content.</summary>
    public static string GitIdOf(ReadOnlySpan<byte> content)
    {
#pragma warning disable CA5350 // Git chose sha1; it guards against damage here, and https against forgery.
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The address in a <c>Link: &lt;…&gt;; rel="next"</c> header.</summary>
    public static Uri? NextPage(HttpResponseMessage response, Uri address)
    {
        if (!response.Headers.TryGetValues("Link", out IEnumerable<string>? links))
        {
            return null;
        }

        Match next = NextLink().Match(string.Join(", ", links));
        return next.Success && Uri.TryCreate(address, next.Groups["address"].Value, out Uri? page) ? page : null;
    }

    [GeneratedRegex(@"\A[0-9a-f]{40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex GitId();

    [GeneratedRegex("<(?<address>[^<>]+)>\\s*;\\s*rel=\"?next\"?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextLink();
}
