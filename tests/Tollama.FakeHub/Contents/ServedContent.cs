using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tollama.FakeHub;

/// <summary>The bytes of a file, readable at any offset by many requests at once.</summary>
public abstract class ServedContent
{
    private const int ChunkBytes = 1 << 20;
    private readonly Lazy<string> _sha256;
    private readonly Lazy<string> _blobId;

    protected ServedContent()
    {
        _sha256 = new Lazy<string>(() => Hash(HashAlgorithmName.SHA256, ""));
        _blobId = new Lazy<string>(() => Hash(HashAlgorithmName.SHA1, string.Create(CultureInfo.InvariantCulture, $"blob {Length}\0")));
    }

    /// <summary>How many bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>The sha256 in lower-case hex, computed at the first call.</summary>
    public string Sha256 => _sha256.Value;

    /// <summary>The id that git gives these bytes: sha1 over <c>blob LENGTH NUL</c> and the content, in lower-case hex, computed at the first call.</summary>
    public string BlobId => _blobId.Value;

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on; both lie within the content.</summary>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>All bytes; for contents that fit in memory.</summary>
    public byte[] ToArray()
    {
        byte[] all = new byte[Length];
        Read(0, all);
        return all;
    }

    /// <summary>Bytes in memory.</summary>
    public static ServedContent Bytes(byte[] bytes) => new BytesContent(bytes);

    /// <summary>UTF-8 without a byte order mark.</summary>
    public static ServedContent Text(string text) => new BytesContent(Encoding.UTF8.GetBytes(text));

    /// <summary>A file on disk, read as it is asked for.</summary>
    public static ServedContent Disk(string path) => new DiskContent(path);

    /// <summary>Reproducible noise that takes no memory for its length.</summary>
    /// <param name="length">How many bytes.</param>
    /// <param name="seed">Another seed, another content.</param>
    public static ServedContent Pattern(long length, int seed = 1) => new PatternContent(length, seed);

    private string Hash(HashAlgorithmName algorithm, string prefix)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(Encoding.ASCII.GetBytes(prefix));
        byte[] chunk = new byte[Math.Min(Length, ChunkBytes)];
        for (long offset = 0; offset < Length; offset += chunk.Length)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, Length - offset));
            Read(offset, part);
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
