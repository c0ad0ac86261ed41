using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Tollama.Store;

/// <summary>The sha256 of some content, by which the store knows it.</summary>
public sealed partial record BlobDigest
{
    private BlobDigest(string hex) => Hex = hex;

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public string Hex { get; }

    /// <summary>The first 12 digits, for progress lines and tables.</summary>
    public string Short => Hex[..12];

    /// <summary>The name of its file: <c>sha256-</c> and the digits.</summary>
    public string FileName => "sha256-" + Hex;

    /// <summary>The digest of <paramref name="content"/>.</summary>
    public static BlobDigest Of(ReadOnlySpan<byte> content) => FromHash(SHA256.HashData(content));

    /// <summary>Reads <c>sha256:…</c> or <c>sha256-…</c> followed by exactly 64 hexadecimal digits in lower case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out BlobDigest? digest)
    {
        digest = text is not null && Form().IsMatch(text) ? new BlobDigest(text[7..]) : null;
        return digest is not null;
    }

    /// <summary>The form in manifests and on the wire: <c>sha256:</c> and the digits.</summary>
    public override string ToString() => "sha256:" + Hex;

    internal static BlobDigest FromHash(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    [GeneratedRegex(@"\Asha256[:-][0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
